//! A file of a form: bytes, and what they are called.

use std::fmt;

use bytes::Bytes;

/// A file of a `multipart/form-data` body: bytes, a file name and a media type.
///
/// Bytes alone are enough (`vec.into()`): the file then bears the name of its property, and is sent as
/// `application/octet-stream` or what the document says.
#[derive(Clone, PartialEq, Eq)]
pub struct FilePart {
    pub(crate) bytes: Bytes,
    pub(crate) file_name: Option<String>,
    pub(crate) media_type: Option<String>,
}

impl FilePart {
    /// A file of these bytes.
    #[must_use]
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self {
            bytes: bytes.into(),
            file_name: None,
            media_type: None,
        }
    }

    /// What the file is called, such as `photo.png`.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// What the file is, such as `image/png`. What no header holds is told when the call is sent.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }
}

impl From<Bytes> for FilePart {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

impl From<Vec<u8>> for FilePart {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<&'static [u8]> for FilePart {
    fn from(bytes: &'static [u8]) -> Self {
        Self::new(bytes)
    }
}

/// Neither name nor content: both may be personal.
impl fmt::Debug for FilePart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FilePart")
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
