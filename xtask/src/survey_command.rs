//! `cargo xtask survey`: what becomes of every document of a folder, one line each.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Args;
use codegen::FileSet;
use codegen::document::Document;
use codegen::{Diagnostic, emit, format, ir, lower};
use xtask::client_copy::ClientCopy;

use crate::exit::{self, Exit};
use crate::root;
use crate::terminal::{self, counted};

/// Try the generator on every OpenAPI document of a folder.
///
/// For each it prints one line: whether a client was generated or for how many problems the document is refused, how
/// large it is, and how long each stage took. With --check each client is compiled and linted as well, as a copy of
/// generated-client in target/survey, and must be without a warning. Nothing else is written.
#[derive(Args)]
#[command(verbatim_doc_comment, after_help = exit::HELP)]
pub(crate) struct Survey {
    /// The folder; its files that end in .yaml, .yml or .json are the documents.
    folder: PathBuf,
    /// Compile and lint each client.
    #[arg(long)]
    check: bool,
    /// Hold each client to the lints of this workspace, not to clippy's default set.
    #[arg(long, requires = "check")]
    pedantic: bool,
    /// Build the docs of each client as well.
    #[arg(long, requires = "check")]
    doc: bool,
}

/// What a document became, and how long it took.
struct Made {
    files: FileSet,
    operations: usize,
    models: usize,
    times: Times,
}

/// How long the stages took.
struct Times {
    load: Duration,
    lower: Duration,
    emit: Duration,
    format: Duration,
}

impl Survey {
    pub(crate) fn run(self) -> Exit {
        let documents = match documents(&self.folder) {
            Ok(documents) => documents,
            Err(error) => {
                let folder = self.folder.display();
                terminal::problem(format_args!("error: cannot read {folder}: {error}"));
                return Exit::Impossible;
            }
        };
        if documents.is_empty() {
            let folder = self.folder.display();
            terminal::problem(format_args!(
                "error: {folder} holds no .yaml, .yml or .json file"
            ));
            return Exit::Impossible;
        }
        let mut copy = None;
        if self.check {
            match copy_of_client() {
                Ok(made) => copy = Some(made),
                Err(error) => {
                    terminal::problem(format_args!("error: the client cannot be copied: {error}"));
                    return Exit::Impossible;
                }
            }
        }
        let mut exit = Exit::Ok;
        for document in &documents {
            if let Err(complaint) = self.survey(document, copy.as_ref()) {
                terminal::problem(complaint);
                exit = Exit::Different;
            }
        }
        exit
    }

    /// Prints the line of one document; an error is what the compiler says of its client.
    fn survey(&self, path: &Path, copy: Option<&ClientCopy>) -> Result<(), String> {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = root::printable(&name);
        let text = fs::read(path).map_err(|error| format!("{name}: cannot be read: {error}"))?;
        let made = match make(&name, &text) {
            Ok(made) => made,
            Err(problems) => {
                let errors = problems.iter().filter(|problem| problem.is_error()).count();
                let errors = counted(errors, "problem");
                terminal::result(format_args!("{name:<30} refused with {errors}"));
                return Ok(());
            }
        };
        let mut end = String::new();
        let complaint = copy.and_then(|copy| {
            let start = Instant::now();
            let complaint = copy.check(&made.files, self.pedantic, self.doc);
            let word = if complaint.is_none() {
                "compiled"
            } else {
                "NOT COMPILED"
            };
            end = format!("; {word} in {:.1} s", start.elapsed().as_secs_f64());
            complaint
        });
        let numbers = numbers(&made);
        terminal::result(format_args!("{name:<30} generated {numbers}{end}"));
        complaint.map_or(Ok(()), |complaint| Err(format!("{name}:\n{complaint}")))
    }
}

fn copy_of_client() -> std::io::Result<ClientCopy> {
    let root = root::root();
    ClientCopy::make(&root, &root.join("target").join("survey"))
}

/// The documents of a folder, by name.
fn documents(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_document = path
            .extension()
            .is_some_and(|end| ["yaml", "yml", "json"].iter().any(|known| end == *known));
        if is_document && path.is_file() {
            documents.push(path);
        }
    }
    documents.sort();
    Ok(documents)
}

fn numbers(made: &Made) -> String {
    let lines: usize = made
        .files
        .iter()
        .map(|(_, text)| text.lines().count())
        .sum();
    let Times {
        load,
        lower,
        emit,
        format,
    } = made.times;
    let [load, lower, emit, format] = [load, lower, emit, format].map(|time| time.as_millis());
    format!(
        "{:>4} operations, {:>4} types, {lines:>6} lines; load {load} ms, lower {lower}, emit {emit}, format {format}",
        made.operations, made.models
    )
}

/// The stages one by one, each timed.
fn make(name: &str, text: &[u8]) -> Result<Made, Vec<Diagnostic>> {
    let (document, load) = timed(|| Document::load(name, text));
    let document = document?;
    let (lowered, lower) = timed(|| lower::lower(&document));
    let (api, _) = lowered?;
    let (sources, emit) = timed(|| emit::sources(&api));
    let mut files = FileSet::default();
    let (formatted, format) = timed(|| {
        sources.into_iter().try_for_each(|source| {
            let text = format::file(&source, name).map_err(|error| error.to_string())?;
            files.insert(source.path, text);
            Ok::<(), String>(())
        })
    });
    if let Err(error) = formatted {
        terminal::problem(format_args!("{name}: {error}"));
        return Err(Vec::new());
    }
    Ok(Made {
        files,
        operations: operations(&api),
        models: api.models.len(),
        times: Times {
            load,
            lower,
            emit,
            format,
        },
    })
}

fn operations(api: &ir::Api) -> usize {
    api.handles
        .iter()
        .map(|handle| handle.operations.len())
        .sum()
}

fn timed<T>(stage: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = stage();
    (made, start.elapsed())
}
