//! Servers: of the document, of a path, of an operation.

use super::Walk;
use super::pair::{Pairs, is_reordered};
use crate::review::edit::{Edit, What};
use crate::review::spot::Spot;

impl<'d> Walk<'d> {
    /// Compares the servers that an object lists itself.
    pub(super) fn servers(&mut self, site: usize, base: &Spot<'d>, head: &Spot<'d>) {
        let (old, new) = (base.list("servers"), head.list("servers"));
        let urls = |servers: &[Spot<'d>]| -> Vec<_> {
            servers
                .iter()
                .filter_map(|server| server.text("url"))
                .collect()
        };
        let is_reordered = is_reordered(&urls(&old), &urls(&new));
        let mut pairs = Pairs::unpaired(old, new).by(|server| server.text("url"));
        // One that went and one that came, with the same name or with no other candidate, is a new address.
        let name = |server: &Spot<'d>| Some(server.text("x-name"));
        let moved = pairs.take_sole(name, name);
        for (base, head) in pairs.both.iter().chain(&moved) {
            if base.text("url") != head.text("url") {
                self.whole(site, base, head, "url", What::Rule("server-url-changed"));
            }
            self.whole(
                site,
                base,
                head,
                "variables",
                What::Rule("server-variable-changed"),
            );
            self.rest(site, base, head, &["url", "variables"]);
        }
        for server in &pairs.base {
            let edit = Edit::new(What::Rule("server-removed"), Some(&server.at), None);
            self.tell_whole(site, edit.named(server.text("x-name")), Some(server), None);
        }
        for server in &pairs.head {
            let edit = Edit::new(What::Rule("server-added"), None, Some(&server.at));
            self.tell_whole(site, edit.named(server.text("x-name")), None, Some(server));
        }
        if is_reordered {
            self.whole(
                site,
                base,
                head,
                "servers",
                What::Rule("server-order-changed"),
            );
        }
    }
}
