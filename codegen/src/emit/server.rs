//! The types that set the variables of a server's address.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{blank_line, code, comment_of, docs};
use super::types::ident;
use crate::ir::{Server, ServerVariable};

/// The type of each server with variables.
pub(super) fn addresses(servers: &[Server]) -> Vec<TokenStream> {
    let with_type = servers.iter().filter_map(|server| {
        let name = server.address_type.as_ref()?;
        Some(address(server, name))
    });
    with_type.collect()
}

fn address(server: &Server, name: &str) -> TokenStream {
    let blank = blank_line();
    let (name, template) = (ident(name), &server.template);
    let docs = comment_of(&[
        format!("The address {}, variable by variable.", code(template)),
        "It converts into the base URL of a client, which checks the values when it is built."
            .to_owned(),
    ]);
    let variables = server.variables.iter().map(variable);
    let setters = server.variables.iter().map(setter);
    quote! {
        #blank
        #docs
        #[derive(Clone, Debug)]
        pub struct #name {
            address: ServerAddress,
        }

        #blank
        impl #name {
            /// The address with the default of each variable.
            #[must_use]
            pub fn new() -> Self {
                const ADDRESS: ServerAddress = ServerAddress::new(#template, &[#(#variables),*]);
                Self { address: ADDRESS }
            }
            #(#setters)*
        }

        #blank
        impl Default for #name {
            fn default() -> Self {
                Self::new()
            }
        }

        #blank
        impl From<#name> for BaseUrl {
            fn from(of: #name) -> Self {
                Self::from(of.address)
            }
        }
    }
}

fn variable(variable: &ServerVariable) -> TokenStream {
    let (wire, default, values) = (&variable.name.wire, &variable.default, &variable.values);
    let values = (!values.is_empty()).then(|| quote!(.one_of(&[#(#values),*])));
    quote!(ServerVariable::new(#wire, #default)#values)
}

fn setter(variable: &ServerVariable) -> TokenStream {
    let blank = blank_line();
    let mut told = vec![format!("The variable {}.", code(&variable.name.wire))];
    if !variable.values.is_empty() {
        let values: Vec<_> = variable.values.iter().map(|value| code(value)).collect();
        told.push(format!("One of {}.", values.join(", ")));
    }
    told.push(format!("{} unless set.", code(&variable.default)));
    let docs = docs(&variable.docs, &[told.join(" ")]);
    let (name, wire) = (ident(&variable.name.rust), &variable.name.wire);
    quote! {
        #blank
        #docs
        #[must_use]
        pub fn #name(self, value: impl Into<String>) -> Self {
            Self { address: self.address.set(#wire, value) }
        }
    }
}
