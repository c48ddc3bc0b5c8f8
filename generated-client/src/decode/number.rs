//! Numbers, exactly: an integer is one however it is written.

use super::json::Json;

/// So many digits fit into an `i64` whatever they are.
const SAFE_DIGITS: usize = 18;

impl Json<'_> {
    /// The plain integer here and the place behind it, without a step; `None` where it takes more care to read.
    #[inline]
    pub(super) fn plain_integer(&mut self) -> Option<(i64, usize)> {
        let negative = self.next() == b'-';
        let start = self.at + usize::from(negative);
        let mut end = start;
        let mut value = 0;
        while let Some(digit @ b'0'..=b'9') = self.bytes().get(end) {
            if end - start == SAFE_DIGITS {
                return None;
            }
            value = value * 10 + i64::from(digit - b'0');
            end += 1;
        }
        let leading_zero = end - start > 1 && self.bytes().get(start) == Some(&b'0');
        if end == start || leading_zero || matches!(self.bytes().get(end), Some(b'.' | b'e' | b'E'))
        {
            return None;
        }
        Some((if negative { -value } else { value }, end))
    }
}

/// Whether a text is a JSON number, and nothing else.
pub(super) fn is_number(text: &str) -> bool {
    let mut json = Json::new(text, 0);
    json.number().is_ok() && json.is_at_end()
}

/// The integer that a JSON number is, if it is one and fits: `1`, `1.0`, `10e-1`.
pub(super) fn integer(number: &str) -> Option<i128> {
    let (negative, number) = match number.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, number),
    };
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = [whole, fraction].concat();
    let significant = digits.trim_matches('0');
    if significant.is_empty() {
        return Some(0);
    }
    let zeros = digits.len() - digits.trim_end_matches('0').len();
    let shift = exponent
        .parse::<i64>()
        .ok()?
        .checked_add(i64::try_from(zeros).ok()?)?;
    let shift = u32::try_from(shift.checked_sub(i64::try_from(fraction.len()).ok()?)?).ok()?;
    let value = significant
        .parse::<i128>()
        .ok()?
        .checked_mul(10_i128.checked_pow(shift)?)?;
    Some(if negative { -value } else { value })
}

/// The nearest `f64` of a JSON number, unless it is beyond all of them.
pub(super) fn float(number: &str) -> Option<f64> {
    number.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::super::json::Json;
    use super::{float, integer, is_number};

    #[test]
    fn an_integer_is_one_however_it_is_written() {
        let table = [
            ("0", Some(0)),
            ("-0", Some(0)),
            ("0.0", Some(0)),
            ("0e999999999999999999999", Some(0)),
            ("1", Some(1)),
            ("1.0", Some(1)),
            ("-7.000", Some(-7)),
            ("1e2", Some(100)),
            ("1E+2", Some(100)),
            ("1.5e1", Some(15)),
            ("0.015e3", Some(15)),
            ("1500e-2", Some(15)),
            ("100", Some(100)),
            ("9007199254740993.0", Some(9_007_199_254_740_993)),
            ("-9223372036854775808", Some(i128::from(i64::MIN))),
            ("18446744073709551615", Some(i128::from(u64::MAX))),
            ("1.5", None),
            ("0.1", None),
            ("15e-1", None),
            ("1e-1", None),
            ("1e400", None),
            ("1e9223372036854775807", None),
            ("1e99999999999999999999", None),
        ];
        for (number, value) in table {
            assert_eq!(integer(number), value, "{number}");
        }
    }

    #[test]
    fn a_float_is_finite() {
        assert_eq!(float("1.5"), Some(1.5));
        assert_eq!(float("1e-400"), Some(0.0));
        assert_eq!(float("1e400"), None);
        assert_eq!(float("-1e400"), None);
    }

    #[test]
    fn only_a_json_number_is_one() {
        for number in ["0", "-1", "1.5e-3"] {
            assert!(is_number(number), "{number}");
        }
        for text in [
            "", "+1", "01", "1.", ".1", "1 ", " 1", "1a", "0x1", "NaN", "inf", "-", "1_000",
        ] {
            assert!(!is_number(text), "{text}");
        }
    }

    #[test]
    fn the_fast_road_takes_only_what_is_plain() {
        let table = [
            ("0", Some((0, 1))),
            ("-0", Some((0, 2))),
            (" 42,", Some((42, 3))),
            ("-999999999999999999]", Some((-999_999_999_999_999_999, 19))),
            ("1000000000000000000", None),
            ("1.0", None),
            ("1e2", None),
            ("01", None),
            ("-", None),
            ("-a", None),
            ("\"1\"", None),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(Json::new(text, 0).plain_integer(), expected, "{text}");
        }
    }
}
