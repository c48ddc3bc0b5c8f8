//! Named types, and the types that uses of them have.

use super::{Docs, Facts, Name};
use crate::naming::RECORD_METHODS;

/// A named type.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// The schema, and the type.
    pub name: Name,
    /// What the document says of it.
    pub docs: Docs,
    /// What it is.
    pub kind: ModelKind,
    /// The enum that this one is another name of: parameters of one name list the same values.
    pub same_as: Option<String>,
}

impl Model {
    /// A type that no other name is for.
    #[must_use]
    pub fn new(name: Name, docs: Docs, kind: ModelKind) -> Self {
        Self {
            name,
            docs,
            kind,
            same_as: None,
        }
    }
}

/// What a named type is.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelKind {
    /// Named properties.
    Struct(Struct),
    /// A text out of a list that may grow.
    OpenEnum(OpenEnum),
    /// A whole number out of a list that may grow.
    IntegerEnum(IntegerEnum),
    /// A scalar of its own type.
    Newtype(TypeRef),
    /// Another name of a type.
    Alias(TypeRef),
    /// One of several types.
    Union(Union),
}

/// A record.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// Its properties.
    pub fields: Vec<Field>,
    /// The field that takes the keys beyond the properties, and the type of their values.
    pub rest: Option<Rest>,
    /// What makes it a page of a listing.
    pub page: Option<Page>,
    /// What makes it a body that callers build.
    pub body: Option<Body>,
}

/// A property.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The property, and the field.
    pub name: Name,
    /// What the document says of it.
    pub docs: Docs,
    /// The type of a value that is there.
    pub ty: TypeRef,
    /// Whether a value must be there.
    pub presence: Presence,
    /// Whether it is only ever answered.
    pub read_only: bool,
    /// Whether it is part of a request too, where an empty list is not one that is left out.
    pub sent: bool,
    /// The setter of a request record, where its field's name belongs to another method.
    pub setter: Option<String>,
    /// The setter that sends null, where a request tells null from what is left out.
    pub null_setter: Option<String>,
    /// Other names it is read under (`x-aliases`).
    pub aliases: Vec<String>,
    /// Limits, default and example.
    pub facts: Facts,
}

/// Whether a value must be there, and whether it may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// There, and not null.
    Required,
    /// There or not, but not null.
    Optional,
    /// There, perhaps null.
    Nullable,
    /// There or not, perhaps null.
    OptionalNullable,
}

/// The keys of a record that the document describes without listing them (`additionalProperties`).
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// The field.
    pub rust: String,
    /// The type of the values.
    pub value: TypeRef,
}

/// What makes a record a page of a listing; all are names of Rust.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The field that lists the items.
    pub items: String,
    /// The type of an item.
    pub item: TypeRef,
    /// The field that counts all items.
    pub total: String,
    /// The field of an item that tells it from others.
    pub id: String,
}

/// What makes a record a body that callers build.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    /// Values that bring a condition with them, one constructor each.
    pub constructors: Vec<Constructor>,
}

impl Body {
    /// The constructor of what the document requires: `to` where a condition depends on one, else `new`.
    #[must_use]
    pub fn constructor(&self) -> &'static str {
        if self.constructors.is_empty() {
            "new"
        } else {
            "to"
        }
    }

    /// The methods that a setter must not bear the name of.
    pub(crate) fn methods(&self) -> impl Iterator<Item = &str> {
        let constructors = self.constructors.iter();
        let constructors = constructors.map(|constructor| constructor.name.rust.as_str());
        std::iter::once(self.constructor())
            .chain(RECORD_METHODS.iter().copied())
            .chain(constructors)
    }
}

/// A constructor for one value of the property that decides.
#[derive(Clone, Debug, PartialEq)]
pub struct Constructor {
    /// The value, and the function.
    pub name: Name,
    /// The deciding property, as a field of Rust.
    pub when: String,
    /// The variant of the deciding property's enum.
    pub variant: String,
    /// The enum's type.
    pub enumeration: String,
    /// The properties that the value requires, as fields of Rust.
    pub requires: Vec<String>,
}

/// A text out of a list that may grow.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenEnum {
    /// The listed values and their variants.
    pub values: Vec<Name>,
}

/// A whole number out of a list that may grow.
#[derive(Clone, Debug, PartialEq)]
pub struct IntegerEnum {
    /// The listed values and their variants.
    pub values: Vec<(i64, String)>,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The types.
    pub variants: Vec<Variant>,
    /// How one is told from another.
    pub choice: Choice,
}

/// One type of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// The variant.
    pub name: String,
    /// What the document says of it.
    pub docs: Docs,
    /// What it holds.
    pub ty: TypeRef,
}

/// How one type of a union is told from another.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    /// By the type of the JSON value alone; one list of types for each variant.
    JsonType(Vec<Vec<JsonType>>),
    /// By all that is known of each variant.
    Branches(Vec<Branch>),
}

/// What tells one variant of a union from the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Branch {
    /// The types of JSON that it takes.
    pub types: Vec<JsonType>,
    /// The property that says which variant an object is, and what it says of this one.
    pub tag: Option<(String, Vec<String>)>,
    /// The texts that it lists.
    pub values: Vec<String>,
    /// The keys without which an object is not this variant.
    pub required: Vec<String>,
    /// The keys that an object of it may have.
    pub keys: Vec<String>,
}

/// The types of JSON values, whole numbers told from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each is the JSON type it is called after")]
pub enum JsonType {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// A type at the place where it is used.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeRef {
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(Integer),
    /// Any number.
    Number,
    /// A text.
    String,
    /// A day.
    Date,
    /// A moment.
    Timestamp,
    /// Any JSON value.
    Any,
    /// A named type.
    Named {
        /// The type.
        name: String,
        /// The file it lives in.
        home: Home,
    },
    /// A list.
    List(Box<TypeRef>),
    /// Free keys with values of one type.
    Map(Box<TypeRef>),
    /// The same, on the heap, because the type holds itself.
    Boxed(Box<TypeRef>),
}

/// The Rust type of a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the Rust type it is called after")]
pub enum Integer {
    I32,
    I64,
    U32,
    U64,
}

/// The file that a named type lives in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Home {
    /// `models.rs`
    Models,
    /// `enums.rs`
    Enums,
    /// `ids.rs`
    Ids,
}
