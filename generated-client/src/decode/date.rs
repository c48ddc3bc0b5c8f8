//! Dates and timestamps: the declared forms fast, the other known forms too.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// What a reader made of the start of a text, and what follows it.
type Start<'t, T> = Option<(T, &'t [u8])>;

/// Reads `YYYY-MM-DD`, the declared form of a date.
#[inline]
pub(super) fn date(text: &[u8]) -> Start<'_, Date> {
    let ((year, month, day), rest) = year_month_day(text)?;
    let (year, month, day) = (
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    );
    Some((Date::new(year, month, day).ok()?, rest))
}

/// Reads the declared form of a timestamp, that of RFC 3339: `2025-07-01T16:45:55.246Z`, or with an offset.
#[inline]
pub(super) fn timestamp(text: &[u8]) -> Start<'_, Timestamp> {
    let ((year, month, day), rest) = year_month_day(text)?;
    let &[b'T', h1, h2, b':', m1, m2, b':', s1, s2, ref rest @ ..] = rest else {
        return None;
    };
    let (hour, minute, second) = (number([h1, h2])?, number([m1, m2])?, number([s1, s2])?);
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let (nanosecond, ahead, rest) = match *rest {
        [b'.', f1, f2, f3, b'Z', ref rest @ ..] => (number([f1, f2, f3])? * 1_000_000, 0, rest),
        _ => fraction_and_offset(rest)?,
    };
    let second = days(year, month, day)? * 86_400 + i64::from(hour * 3600 + minute * 60 + second);
    let stamp = Timestamp::new(second - ahead, i32::try_from(nanosecond).ok()?).ok()?;
    Some((stamp, rest))
}

/// Reads a date in any known form: a timestamp gives its date in UTC.
pub(super) fn any_date(text: &str) -> Option<Date> {
    any_timestamp(text).map(|stamp| TimeZone::UTC.to_datetime(stamp).date())
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

/// The numbers of `YYYY-MM-DD`, which may be no date.
#[inline]
fn year_month_day(text: &[u8]) -> Start<'_, (u32, u32, u32)> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2, ref rest @ ..] = text else {
        return None;
    };
    Some((
        (
            number([y1, y2, y3, y4])?,
            number([m1, m2])?,
            number([d1, d2])?,
        ),
        rest,
    ))
}

/// The number of these digits.
#[inline]
fn number<const N: usize>(digits: [u8; N]) -> Option<u32> {
    let digits = digits.map(|digit| digit.wrapping_sub(b'0'));
    let largest = digits.iter().fold(&0, |largest, digit| largest.max(digit));
    let value = digits
        .iter()
        .fold(0, |value, digit| value * 10 + u32::from(*digit));
    (*largest < 10).then_some(value)
}

/// Nanoseconds of `.246`, or of nothing, and the seconds that `Z` or `+02:00` is ahead of UTC.
fn fraction_and_offset(text: &[u8]) -> Option<(u32, i64, &[u8])> {
    let mut rest = text;
    let mut nanosecond = 0;
    if let [b'.', digits @ ..] = text {
        let mut unit = 1_000_000_000;
        rest = digits;
        while let [digit @ b'0'..=b'9', behind @ ..] = rest {
            unit /= 10;
            if unit == 0 {
                return None;
            }
            nanosecond += u32::from(digit - b'0') * unit;
            rest = behind;
        }
        if unit == 1_000_000_000 {
            return None;
        }
    }
    let (ahead, rest) = offset(rest)?;
    Some((nanosecond, ahead, rest))
}

fn offset(text: &[u8]) -> Start<'_, i64> {
    match *text {
        [b'Z', ref rest @ ..] => Some((0, rest)),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2, ref rest @ ..] => {
            let (hour, minute) = (number([h1, h2])?, number([m1, m2])?);
            let ahead = i64::from(hour * 3600 + minute * 60);
            let ahead = if sign == b'-' { -ahead } else { ahead };
            (hour < 24 && minute < 60).then_some((ahead, rest))
        }
        _ => None,
    }
}

/// Days before each month of a common year, and in all of it.
const DAYS_BEFORE: [u32; 13] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

/// Days from 1970-01-01; `None` where there is no such day.
#[inline]
fn days(year: u32, month: u32, day: u32) -> Option<i64> {
    let index = usize::try_from(month).ok()?;
    let (before, after) = (
        DAYS_BEFORE.get(index.checked_sub(1)?)?,
        DAYS_BEFORE.get(index)?,
    );
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let leap_day = u32::from(is_leap);
    if day == 0 || day > after - before + if month == 2 { leap_day } else { 0 } {
        return None;
    }
    let of_year = before + day + if month > 2 { leap_day } else { 0 };
    // Leap days of the years before this one, of which the year 0 is one.
    let leap_days = year.div_ceil(4) + year.div_ceil(400) - year.div_ceil(100);
    Some(i64::from(year * 365 + leap_days + of_year) - 719_529)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::Date;

    use super::{any_date, any_timestamp, date, days, timestamp};

    #[test]
    fn every_day_is_counted_as_jiff_counts_it() {
        let epoch = Date::constant(1970, 1, 1);
        let mut count = 0;
        for year in 0_i16..=9999 {
            for month in 0_i8..=13 {
                for day in 0_i8..=32 {
                    let expected = Date::new(year, month, day).ok();
                    let expected = expected.map(|day| day.duration_since(epoch).as_hours() / 24);
                    let numbers = (
                        u32::try_from(year),
                        u32::try_from(month),
                        u32::try_from(day),
                    );
                    let (Ok(y), Ok(m), Ok(d)) = numbers else {
                        unreachable!()
                    };
                    assert_eq!(days(y, m, d), expected, "{year}-{month}-{day}");
                    count += u32::from(expected.is_some());
                }
            }
        }
        assert_eq!(count, 3_652_425);
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
            let stamp: Timestamp = text.parse().unwrap();
            assert_eq!(
                timestamp(text.as_bytes()),
                Some((stamp, &b""[..])),
                "{text}"
            );
            let text = format!("{text}\",");
            assert_eq!(
                timestamp(text.as_bytes()),
                Some((stamp, &b"\","[..])),
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
            let stamp = timestamp(text.as_bytes());
            assert!(stamp.is_none_or(|(_, rest)| !rest.is_empty()), "{text}");
        }
        for text in [
            "",
            "2025-7-1",
            "2025-07-01T",
            "2025-02-30",
            "20250701",
            "2025/07/01",
        ] {
            let date = date(text.as_bytes());
            assert!(date.is_none_or(|(_, rest)| !rest.is_empty()), "{text}");
        }
        assert_eq!(
            date(b"2020-07-06"),
            Some((Date::constant(2020, 7, 6), &b""[..]))
        );
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
