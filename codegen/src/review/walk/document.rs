//! The parts of a document that belong to no operation.

use super::Walk;
use super::pair::Pairs;
use crate::review::edit::{Edit, What};
use crate::review::spot::Spot;

impl<'d> Walk<'d> {
    pub(super) fn document(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        self.whole(site, base, head, "openapi", What::Rule("docs-changed"));
        self.info(site, base, head);
        self.servers(site, base, head);
        self.tags(site, base, head);
        self.paths(site, base, head);
        self.security(site, base, head);
        self.components(site, base, head);
        let known = [
            "openapi",
            "info",
            "servers",
            "tags",
            "paths",
            "security",
            "components",
        ];
        self.rest(site, base, head, &known);
    }

    fn info(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let (Some(base), Some(head)) = (base.get("info"), head.get("info")) else {
            return;
        };
        for key in ["version", "termsOfService", "contact", "license"] {
            self.whole(site, &base, &head, key, What::Rule("docs-changed"));
        }
        let known = ["version", "termsOfService", "contact", "license"];
        self.rest(site, &base, &head, &known);
    }

    /// The tags that the document describes; which tags an operation has is told at the operation.
    fn tags(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let pairs =
            Pairs::unpaired(base.list("tags"), head.list("tags")).by(|tag| tag.text("name"));
        for (base, head) in &pairs.both {
            self.rest(site, base, head, &["name"]);
        }
        let came = pairs.head.iter().map(|tag| (None, Some(tag)));
        let went = pairs.base.iter().map(|tag| (Some(tag), None));
        for (old, new) in went.chain(came) {
            let at = |spot: Option<&Spot<'d>>| spot.map(|spot| spot.at.clone());
            let edit = Edit::new(
                What::Rule("docs-changed"),
                at(old).as_ref(),
                at(new).as_ref(),
            );
            self.tell(site, edit.values(old.map(Spot::json), new.map(Spot::json)));
        }
        let order = |root: &Spot<'d>| -> Vec<_> {
            let tags = root.list("tags");
            tags.iter().filter_map(|tag| tag.text("name")).collect()
        };
        if super::pair::is_reordered(&order(base), &order(head)) {
            self.whole(site, base, head, "tags", What::Rule("docs-changed"));
        }
    }
}
