//! The ending rules, each by itself.

use super::*;

fn plan(size: u64) -> Plan {
    Plan::new(Some(size))
}

/// Delivers pages of these sizes, all records new, and gives the drift of each.
fn deliver(plan: &mut Plan, pages: &[(Option<i64>, u64)]) -> Vec<Vec<DriftKind>> {
    let mut drift = Vec::new();
    for (total, records) in pages {
        let page = plan.ask(0, 1).expect("the listing ended too early");
        let facts = Facts {
            page,
            total: *total,
            records: *records,
            new: *records,
        };
        drift.push(plan.deliver(&facts).unwrap());
    }
    drift
}

fn is_over(plan: &mut Plan) -> bool {
    plan.ask(0, 1).is_none()
}

#[test]
fn it_ends_when_the_total_is_reached() {
    let mut plan = plan(50);
    let drift = deliver(
        &mut plan,
        &[(Some(120), 50), (Some(120), 50), (Some(120), 20)],
    );
    assert!(is_over(&mut plan) && drift.concat().is_empty());
}

#[test]
fn nothing_at_all_is_one_page() {
    let mut plan = plan(50);
    assert_eq!(deliver(&mut plan, &[(Some(0), 0)]).concat(), []);
    assert!(is_over(&mut plan));
}

#[test]
fn without_a_total_it_ends_at_the_first_short_page() {
    for last in [0, 49] {
        let mut plan = plan(50);
        deliver(&mut plan, &[(None, 50), (None, 50), (None, last)]);
        assert!(is_over(&mut plan));
    }
}

#[test]
fn without_total_and_limit_the_first_page_says_what_is_full() {
    let mut plan = Plan::new(None);
    deliver(&mut plan, &[(None, 20), (None, 20), (None, 3)]);
    assert!(is_over(&mut plan));
}

#[test]
fn one_empty_page_is_skipped_and_two_end_it() {
    let mut plan = plan(10);
    let pages = [
        (Some(40), 10),
        (Some(40), 0),
        (Some(40), 10),
        (Some(40), 0),
        (Some(40), 0),
    ];
    let drift = deliver(&mut plan, &pages);
    assert_eq!(drift[1], [DriftKind::EmptyPage]);
    let (records, total) = (20, 40);
    assert_eq!(
        drift[4],
        [
            DriftKind::EmptyPage,
            DriftKind::EndedEarly { records, total }
        ]
    );
    assert!(is_over(&mut plan));
}

#[test]
fn never_more_than_two_pages_beyond_what_the_total_needs() {
    let mut plan = plan(10);
    let mut pages = vec![(Some(30), 10)];
    pages.extend([(Some(30), 1); 4]);
    let drift = deliver(&mut plan, &pages);
    let (records, total) = (14, 30);
    assert_eq!(drift[4], [DriftKind::EndedEarly { records, total }]);
    assert!(is_over(&mut plan));
}

#[test]
fn a_server_with_smaller_pages_than_asked_for_is_listed_to_the_end() {
    let mut plan = plan(50);
    let drift = deliver(&mut plan, &[(Some(230), 20); 11]);
    assert!(drift.concat().is_empty());
    deliver(&mut plan, &[(Some(230), 10)]);
    assert!(is_over(&mut plan));
    assert_eq!(plan.size, Some(20));
}

#[test]
fn the_newest_total_counts_and_its_change_is_drift() {
    let mut plan = plan(10);
    let drift = deliver(&mut plan, &[(Some(30), 10), (Some(19), 9)]);
    assert_eq!(drift[1], [DriftKind::TotalChanged { from: 30, to: 19 }]);
    assert!(is_over(&mut plan));
}

#[test]
fn more_records_than_the_total_are_drift() {
    let mut plan = plan(10);
    let drift = deliver(&mut plan, &[(Some(15), 10), (Some(15), 6)]);
    let (records, total) = (16, 15);
    assert_eq!(drift[1], [DriftKind::BeyondTotal { records, total }]);
    assert!(is_over(&mut plan));
}

#[test]
fn a_negative_total_says_nothing() {
    let mut plan = plan(10);
    deliver(&mut plan, &[(Some(-1), 10), (Some(-1), 9)]);
    assert!(is_over(&mut plan) && plan.total.is_none());
}

#[test]
fn known_records_are_drift_and_a_page_of_them_an_error() {
    let mut plan = plan(10);
    deliver(&mut plan, &[(Some(100), 10)]);
    let mut facts = Facts {
        page: 2,
        total: Some(100),
        records: 10,
        new: 7,
    };
    assert_eq!(
        plan.deliver(&facts).unwrap(),
        [DriftKind::Repeated { records: 3 }]
    );
    facts.new = 0;
    assert_eq!(plan.deliver(&facts), Err(OnlyKnown));
    assert!(is_over(&mut plan));
}

#[test]
fn the_first_page_comes_alone_and_then_up_to_prefetch() {
    let mut plan = plan(10);
    assert_eq!(plan.ask(0, 8), Some(1));
    assert_eq!(plan.ask(1, 8), None);
    let facts = Facts {
        page: 1,
        total: Some(45),
        records: 10,
        new: 10,
    };
    plan.deliver(&facts).unwrap();
    let ahead: Vec<_> = (0..8)
        .map_while(|on_the_way| plan.ask(on_the_way, 3))
        .collect();
    assert_eq!(ahead, [2, 3, 4]);
    let rest: Vec<_> = (2..8)
        .map_while(|on_the_way| plan.ask(on_the_way, 8))
        .collect();
    assert_eq!(rest, [5], "pages beyond the total are not asked for ahead");
}

#[test]
fn no_page_is_asked_for_ahead_beyond_what_is_wanted() {
    let mut plan = plan(10);
    plan.wanted = Some(15);
    deliver(&mut plan, &[(Some(100), 10)]);
    assert_eq!(plan.ask(0, 8), Some(2));
    assert_eq!(plan.ask(1, 8), None);
}

#[test]
fn it_begins_elsewhere_as_if_it_had_come_there() {
    let mut plan = plan(10);
    plan.begin_at(3);
    deliver(&mut plan, &[(Some(25), 5)]);
    assert!(is_over(&mut plan));
}
