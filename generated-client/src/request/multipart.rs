//! `multipart/form-data` (RFC 7578): the properties of an object and files, one part each.

use bytes::Bytes;

use super::form::{Parts, parts, text};
use crate::decode::Encoded;
use crate::file_part::FilePart;
use crate::media::Spread;

/// A line that separates parts, with 160 bits of chance: no file holds it unless it was told.
pub(super) fn boundary() -> String {
    let letters = std::iter::repeat_with(fastrand::alphanumeric);
    format!("part-{}", letters.take(27).collect::<String>())
}

/// The parts of a body, properties first and files last, as some servers demand it.
///
/// A text is a part without a media type, which means `text/plain`; an object is JSON; a list is a part for each item.
pub(super) fn encode<'a>(
    fields: impl Iterator<Item = (&'a str, &'a Encoded)>,
    files: &[(&str, FilePart)],
    spreads: &[(&str, Spread)],
    boundary: &str,
) -> Bytes {
    let mut body = Body {
        bytes: Vec::new(),
        boundary,
    };
    let media_type = |name: &str| {
        spreads.iter().find_map(|(known, spread)| match spread {
            Spread::Type(media_type) if *known == name => Some(*media_type),
            _ => None,
        })
    };
    for (name, value) in fields {
        let said = media_type(name);
        match parts(value) {
            Parts::Nothing => {}
            Parts::Many(items) => items.iter().for_each(|item| body.value(name, item, said)),
            Parts::One(_) | Parts::Pairs(_) => body.value(name, value, said),
        }
    }
    for (name, file) in files {
        let said = file.media_type.as_deref().or(media_type(name));
        let file_name = file.file_name.as_deref().unwrap_or(name);
        let media_type = said.unwrap_or("application/octet-stream");
        body.part(name, Some(file_name), Some(media_type), &file.bytes);
    }
    body.finish()
}

struct Body<'a> {
    bytes: Vec<u8>,
    boundary: &'a str,
}

impl Body<'_> {
    fn value(&mut self, name: &str, value: &Encoded, said: Option<&str>) {
        let json = matches!(parts(value), Parts::Many(_) | Parts::Pairs(_));
        let media_type = said.or(json.then_some("application/json"));
        self.part(name, None, media_type, text(value).as_bytes());
    }

    fn part(&mut self, name: &str, file_name: Option<&str>, media: Option<&str>, bytes: &[u8]) {
        let boundary = self.boundary;
        let file_name = file_name.map(|name| format!("; filename=\"{}\"", escaped(name)));
        let file_name = file_name.unwrap_or_default();
        let media = media.map(|media| format!("Content-Type: {media}\r\n"));
        let media = media.unwrap_or_default();
        let name = escaped(name);
        let head = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file_name}\r\n{media}\r\n"
        );
        self.bytes.extend_from_slice(head.as_bytes());
        self.bytes.extend_from_slice(bytes);
        self.bytes.extend_from_slice(b"\r\n");
    }

    fn finish(mut self) -> Bytes {
        let end = format!("--{}--\r\n", self.boundary);
        self.bytes.extend_from_slice(end.as_bytes());
        self.bytes.into()
    }
}

/// A name between quotes, escaped as browsers do it.
fn escaped(name: &str) -> String {
    name.replace('"', "%22")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::{boundary, encode};
    use crate::decode::Encoded;
    use crate::file_part::FilePart;
    use crate::media::Spread;

    #[test]
    fn every_byte_is_as_it_should_be() {
        let object = Encoded::Object(vec![("k".into(), Encoded::Bool(true))]);
        let fields = [
            ("title", Encoded::text("a \u{e4}\r\n--x--")),
            ("none", Encoded::Null),
            ("ids", Encoded::List(vec![Encoded::Int(1), Encoded::Int(2)])),
            ("meta", object),
            ("note", Encoded::text("{}")),
        ];
        let files = [
            ("photo", FilePart::new(vec![0, 255, 13, 10])),
            (
                "a\"b",
                FilePart::from(&b"x"[..])
                    .file_name("q\"\r\n.png")
                    .media_type("image/png"),
            ),
            ("csv", FilePart::new(Vec::new())),
        ];
        let spreads = [
            ("note", Spread::Type("application/json")),
            ("csv", Spread::Type("text/csv")),
        ];
        let fields = fields.iter().map(|(name, value)| (*name, value));
        let body = encode(fields, &files, &spreads, "B");
        let expected = [
            &b"--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\na \xC3\xA4\r\n--x--\r\n"[..],
            b"--B\r\nContent-Disposition: form-data; name=\"ids\"\r\n\r\n1\r\n",
            b"--B\r\nContent-Disposition: form-data; name=\"ids\"\r\n\r\n2\r\n",
            b"--B\r\nContent-Disposition: form-data; name=\"meta\"\r\nContent-Type: application/json\r\n\r\n{\"k\":true}\r\n",
            b"--B\r\nContent-Disposition: form-data; name=\"note\"\r\nContent-Type: application/json\r\n\r\n{}\r\n",
            b"--B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"photo\"\r\nContent-Type: application/octet-stream\r\n\r\n\x00\xFF\r\n\r\n",
            b"--B\r\nContent-Disposition: form-data; name=\"a%22b\"; filename=\"q%22%0D%0A.png\"\r\nContent-Type: image/png\r\n\r\nx\r\n",
            b"--B\r\nContent-Disposition: form-data; name=\"csv\"; filename=\"csv\"\r\nContent-Type: text/csv\r\n\r\n\r\n",
            b"--B--\r\n",
        ]
        .concat();
        assert_eq!(
            String::from_utf8_lossy(&body),
            String::from_utf8_lossy(&expected)
        );
        assert_eq!(body, expected);
    }

    #[test]
    fn no_two_boundaries_are_the_same() {
        let (a, b) = (boundary(), boundary());
        assert_ne!(a, b);
        let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        assert!(a.len() == 32 && a.chars().all(plain), "{a}");
    }
}
