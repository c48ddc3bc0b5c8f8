//! The root of the generated half, and the servers.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{blank_line, code, comment_of, docs};
use super::types::ident;
use super::{homes, imports, inner, module_of, server};
use crate::ir::{Api, Model, ModelKind, Server};

/// `mod.rs`: what the generated half holds.
pub(super) fn module(api: &Api) -> TokenStream {
    let blank = blank_line();
    let header = inner(&comment_of(&[format!(
        "The half of this crate that is generated from {}.",
        code(&api.source)
    )]));
    let mut files: Vec<_> = homes(api).map(|home| ident(module_of(home))).collect();
    files.push(ident("servers"));
    let security = (!api.schemes.is_empty()).then(|| {
        quote!(
            pub mod security;
        )
    });
    let operations = (!api.handles.is_empty()).then(|| {
        let tags = api.handles.iter().map(|handle| ident(&handle.module));
        quote! {
            #blank
            /// The operations, one module per tag.
            pub mod operations {
                #(pub mod #tags;)*
            }
        }
    });
    let uses_deprecated = api.models.iter().any(is_deprecated).then(|| {
        quote! {
// An expectation would fail where only callers use what is deprecated.
                        #![allow(deprecated, reason = "what the document deprecates is still sent and read")]
        }
    });
    quote! {
        #header
        #uses_deprecated
        #blank
        #(pub mod #files;)*
        #security
        #operations
        #blank
        #(pub use #files::*;)*
    }
}

/// Whether the document deprecates a type or a part of it, which the type's own code names.
fn is_deprecated(model: &Model) -> bool {
    let in_parts = match &model.kind {
        ModelKind::Struct(of) => of.fields.iter().any(|field| field.docs.deprecated),
        ModelKind::Union(of) => of.variants.iter().any(|variant| variant.docs.deprecated),
        _ => false,
    };
    model.docs.deprecated || in_parts
}

/// `servers.rs`: the addresses of the API as one enum.
pub(super) fn servers(api: &Api) -> TokenStream {
    let header = inner(&comment_of(&["The servers of the document.".to_owned()]));
    let mut items = vec![region(&api.servers), conversions(&api.servers)];
    items.extend(server::addresses(&api.servers));
    let uses = imports::uses(&items, None, api);
    quote! {
        #header
        #uses
        #(#items)*
    }
}

fn region(servers: &[Server]) -> TokenStream {
    let blank = blank_line();
    let variants = servers.iter().map(|server| {
        let mut added = vec![code(&server.url)];
        added.extend(
            server
                .address_type
                .as_ref()
                .map(|name| format!("[`{name}`] sets the variables of the address.")),
        );
        let docs = docs(&server.docs, &added);
        let name = ident(&server.name.rust);
        quote!(#docs #name,)
    });
    let names: Vec<_> = servers
        .iter()
        .map(|server| ident(&server.name.rust))
        .collect();
    let texts = servers.iter().map(|server| &server.name.wire);
    let urls = servers.iter().map(|server| &server.url);
    quote! {
        #blank
        /// A server of the API. Any other address is given to the client as a URL.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Region {
            #(#variants)*
        }

        #blank
        impl Region {
            /// Every server, in the order of the document.
            pub const ALL: &'static [Self] = &[#(Self::#names),*];

            #blank
            /// The name, as `FromStr` reads it.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    #(Self::#names => #texts,)*
                }
            }

            #blank
            /// The address, to which the path of an operation is added.
            #[must_use]
            pub fn url(self) -> &'static str {
                match self {
                    #(Self::#names => #urls,)*
                }
            }
        }
    }
}

fn conversions(servers: &[Server]) -> TokenStream {
    let blank = blank_line();
    let names = servers.iter().map(|server| ident(&server.name.rust));
    let texts: Vec<_> = servers.iter().map(|server| &server.name.wire).collect();
    let unknown = quote!(Err(UnknownRegion::new(&[#(#texts),*])));
    let (text, region) = if servers.is_empty() {
        (quote!(_text), unknown)
    } else {
        let region = quote! {
            match text {
                #(#texts => Ok(Self::#names),)*
                _ => #unknown,
            }
        };
        (quote!(text), region)
    };
    quote! {
        #blank
        impl From<Region> for BaseUrl {
            fn from(region: Region) -> Self {
                Self::from(region.url())
            }
        }

        #blank
        impl FromStr for Region {
            type Err = UnknownRegion;

            #blank
            fn from_str(#text: &str) -> Result<Self, Self::Err> {
                #region
            }
        }

        #blank
        impl fmt::Display for Region {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    }
}
