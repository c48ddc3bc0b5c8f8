//! Dates and timestamps: the declared forms fast, the other known forms too.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Reads `YYYY-MM-DD`, the declared form of a date.
pub(super) fn date(text: &str) -> Option<Date> {
    match leading_date(text.as_bytes())? {
        (date, []) => Some(date),
        _ => None,
    }
}

/// Reads a date in any known form: a timestamp gives its date in UTC.
pub(super) fn any_date(text: &str) -> Option<Date> {
    any_timestamp(text).map(|stamp| TimeZone::UTC.to_datetime(stamp).date())
}

/// Reads the declared form of a timestamp, that of RFC 3339: `2025-07-01T16:45:55.246Z`, or with an offset.
pub(super) fn timestamp(text: &str) -> Option<Timestamp> {
    let (date, rest) = leading_date(text.as_bytes())?;
    let [b'T', h1, h2, b':', m1, m2, b':', s1, s2, rest @ ..] = rest else {
        return None;
    };
    let (hour, minute, second) = (two(*h1, *h2)?, two(*m1, *m2)?, two(*s1, *s2)?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let (nanosecond, rest) = fraction(rest)?;
    let second =
        i64::from(hour) * 3600 + i64::from(minute) * 60 + i64::from(second) - offset(rest)?;
    Timestamp::new(days(date) * 86_400 + second, nanosecond).ok()
}

/// Reads a timestamp in any known form: without a zone it is UTC, a bare date is its midnight.
pub(super) fn any_timestamp(text: &str) -> Option<Timestamp> {
    let civil = || {
        TimeZone::UTC
            .to_timestamp(text.parse::<DateTime>().ok()?)
            .ok()
    };
    text.parse().ok().or_else(civil)
}

#[inline]
fn leading_date(text: &[u8]) -> Option<(Date, &[u8])> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, rest @ ..] = text else {
        return None;
    };
    let year = i16::from(two(*y1, *y2)?) * 100 + i16::from(two(*y3, *y4)?);
    let date = Date::new(year, two(*m1, *m2)?, two(*d1, *d2)?).ok()?;
    Some((date, rest))
}

/// The number of two digits.
#[inline]
fn two(tens: u8, ones: u8) -> Option<i8> {
    let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
    if tens > 9 || ones > 9 {
        return None;
    }
    i8::try_from(tens * 10 + ones).ok()
}

/// Nanoseconds of `.246`, or of nothing, and what follows.
#[inline]
fn fraction(text: &[u8]) -> Option<(i32, &[u8])> {
    let Some((b'.', mut rest)) = text.split_first() else {
        return Some((0, text));
    };
    let (mut value, mut unit) = (0, 1_000_000_000);
    while let [digit @ b'0'..=b'9', behind @ ..] = rest {
        unit /= 10;
        if unit == 0 {
            return None;
        }
        value += i32::from(digit - b'0') * unit;
        rest = behind;
    }
    (unit < 1_000_000_000).then_some((value, rest))
}

/// Seconds that `Z` or `+02:00` is ahead of UTC.
#[inline]
fn offset(text: &[u8]) -> Option<i64> {
    match text {
        b"Z" => Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let (hour, minute) = (two(*h1, *h2)?, two(*m1, *m2)?);
            let ahead = i64::from(hour) * 3600 + i64::from(minute) * 60;
            (hour < 24 && minute < 60).then_some(if *sign == b'-' { -ahead } else { ahead })
        }
        _ => None,
    }
}

/// Days from 1970-01-01, by counting years from March: leap days are then the last of their year.
#[inline]
fn days(date: Date) -> i64 {
    let (year, month, day) = (
        i64::from(date.year()),
        i64::from(date.month()),
        i64::from(date.day()),
    );
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::Date;

    use super::{any_date, any_timestamp, date, days, timestamp};

    #[test]
    fn every_day_is_counted_as_jiff_counts_it() {
        let mut day = Date::MIN;
        let epoch = Date::constant(1970, 1, 1);
        let mut count = 0;
        loop {
            assert_eq!(
                days(day),
                day.duration_since(epoch).as_hours() / 24,
                "{day}"
            );
            count += 1;
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        assert!(count > 7_000_000);
    }

    #[test]
    fn the_declared_form_of_a_timestamp_is_read_as_jiff_reads_it() {
        let table = [
            "2025-07-01T16:45:55.246Z",
            "2025-07-01T16:45:55Z",
            "2024-02-29T00:00:00.5Z",
            "1969-12-31T23:59:59.999999999Z",
            "0001-01-01T00:00:00Z",
            "0000-03-01T00:00:00Z",
            "9999-12-30T21:59:59.123456Z",
            "2025-07-01T16:45:55.246+02:00",
            "2025-07-01T16:45:55-05:30",
            "2025-07-01T16:45:55-00:00",
        ];
        for text in table {
            assert_eq!(
                timestamp(text),
                Some(text.parse::<Timestamp>().unwrap()),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_declared_form_is_left_to_the_slow_road() {
        let table = [
            "",
            "2025-07-01",
            "2025-07-01T16:45:55",
            "2025-07-01T16:45:55.Z",
            "2025-07-01T16:45:55.1234567891Z",
            "2025-07-01 16:45:55Z",
            "2025-07-01t16:45:55z",
            "2025-07-01T16:45Z",
            "2025-07-01T16:45:60Z",
            "2025-07-01T24:00:00Z",
            "2025-02-29T00:00:00Z",
            "2025-13-01T00:00:00Z",
            "2025-07-01T16:45:55+0200",
            "2025-07-01T16:45:55+24:00",
            "2025-07-01T16:45:55Zx",
            "9999-12-31T23:59:59Z",
            "+025-07-01T00:00:00Z",
        ];
        for text in table {
            assert_eq!(timestamp(text), None, "{text}");
        }
        for text in [
            "",
            "2025-7-1",
            "2025-07-01T",
            "2025-02-30",
            "20250701",
            "2025/07/01",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
        assert_eq!(date("2020-07-06"), Some(Date::constant(2020, 7, 6)));
    }

    #[test]
    fn other_known_forms_are_read_as_utc() {
        let table = [
            ("2020-07-06 12:00:00.000000", Some("2020-07-06T12:00:00Z")),
            ("2020-07-06T12:00:00", Some("2020-07-06T12:00:00Z")),
            ("2020-07-06 12:00:00Z", Some("2020-07-06T12:00:00Z")),
            ("2020-07-06T23:30:00-05:00", Some("2020-07-07T04:30:00Z")),
            ("2020-07-06", Some("2020-07-06T00:00:00Z")),
            ("yesterday", None),
            ("", None),
            ("06.07.2020", None),
            ("2020-07-32", None),
        ];
        for (text, stamp) in table {
            let stamp: Option<Timestamp> = stamp.map(|stamp| stamp.parse().unwrap());
            assert_eq!(any_timestamp(text), stamp, "{text}");
        }
        assert_eq!(
            any_date("2020-07-06T23:30:00-05:00"),
            Some(Date::constant(2020, 7, 7))
        );
        assert_eq!(
            any_date("2020-07-06 12:00:00.000000"),
            Some(Date::constant(2020, 7, 6))
        );
        assert_eq!(any_date("soon"), None);
    }
}
