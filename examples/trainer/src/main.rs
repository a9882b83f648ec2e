//! Trains the scorer of unboil on annotated pages: `trainer --help`, and README.md beside this folder.

mod calibration;
mod cross_validation;
mod date;
mod files;
#[cfg(test)]
mod invented;
mod kind_model;
mod labels;
mod learn;
mod lightgbm;
mod long;
mod options;
mod pages;
mod provenance;
mod rules;
mod text_validation;
mod texts;
mod train;

use std::fmt;
use std::process::ExitCode;

use clap::Parser;
use lab::corpus;
use lab::program::{self, Result, print};
use rayon::prelude::*;

use cross_validation::CrossValidation;
use files::{
    CROSS_VALIDATION, FORESTS, File, Folder, KIND_FORESTS, KIND_WORDS, PROVENANCE, TEXT_CROSS_VALIDATION, TEXT_FORESTS,
    VOCABULARY,
};
use kind_model::{KindVoices, TrainedKinds};
use learn::Voices;
use options::{Options, Task, Way};
use pages::Page;
use provenance::Provenance;
use text_validation::TextValidation;
use train::Trained;

const NAME: &str = "trainer";

fn main() -> ExitCode {
    program::run(NAME, || run(&Options::parse()))
}

fn run(options: &Options) -> Result<ExitCode> {
    let (task, only) = (options.task(), options.only);
    let gold = corpus::load(&options.data)?;
    let pages = pages::read(&gold)?;
    let set_aside = pages.iter().filter(|page| page.is_set_aside).count();
    say(format_args!("read {} pages, of which {set_aside} are set aside", pages.len()));
    let voices = Voices::of(&pages);
    let long = long::pages(&pages)?;
    let long: Vec<Page<'_>> = long.iter().map(long::LongPage::page).collect::<std::result::Result<_, _>>()?;
    let mut code = ExitCode::SUCCESS;
    if only != Some(Way::Text) && !of_html(&task, &pages, &long, &voices)? {
        code = ExitCode::from(1);
    }
    if only != Some(Way::Html) && !of_text(&task, &pages, &long, &voices)? {
        code = ExitCode::from(1);
    }
    Ok(code)
}

/// Carries out the task for the HTML model. `Ok(false)` if `--check` finds a file that differs from what training
/// gives.
fn of_html(task: &Task, pages: &[Page<'_>], long: &[Page<'_>], voices: &Voices<'_>) -> Result<bool> {
    let kind_voices = KindVoices::of(pages);
    let texts: Vec<Page<'_>> = pages.par_iter().filter_map(texts::of_kinds).collect();
    let train = || -> Result<(Trained, TrainedKinds)> {
        say(format_args!("training on all pages"));
        let trained = train::train(&pages.iter().chain(long).collect::<Vec<_>>(), voices, train::HTML)?;
        let labelled: Vec<&Page<'_>> = pages.iter().chain(&texts).collect();
        Ok((trained, kind_model::train(&labelled, voices, &kind_voices)?))
    };
    match task {
        Task::CrossValidate => print(&CrossValidation::of(pages, long, &texts, voices, &kind_voices)?)?,
        Task::Check(folder) => {
            let (trained, kinds) = train()?;
            let files = [
                (VOCABULARY, trained.vocabulary.as_bytes()),
                (FORESTS, &trained.forests),
                (KIND_WORDS, kinds.words.as_bytes()),
                (KIND_FORESTS, &kinds.forests),
            ];
            return check(folder, &files);
        }
        Task::Write { folder, date } => {
            let cross_validation = CrossValidation::of(pages, long, &texts, voices, &kind_voices)?;
            print(&cross_validation)?;
            let (trained, kinds) = train()?;
            let figures = &cross_validation.figures;
            let provenance = Provenance { date, pages, trained: &trained, kinds: &kinds, figures }.to_string();
            folder.write(&[
                (VOCABULARY, trained.vocabulary.as_bytes()),
                (FORESTS, &trained.forests),
                (KIND_WORDS, kinds.words.as_bytes()),
                (KIND_FORESTS, &kinds.forests),
                (CROSS_VALIDATION, cross_validation.to_string().as_bytes()),
                (PROVENANCE, provenance.as_bytes()),
            ])?;
            say(format_args!("wrote {folder}"));
        }
    }
    Ok(true)
}

/// Carries out the task for the plain-text model. `Ok(false)` if `--check` finds a file that differs from what training
/// gives. There is no vocabulary of its own: the one learned from HTML serves both, as the meaning of words does not
/// depend on markup.
fn of_text(task: &Task, pages: &[Page<'_>], long: &[Page<'_>], voices: &Voices<'_>) -> Result<bool> {
    let train = || -> Result<Vec<u8>> {
        let examples: Vec<Page<'_>> = pages.par_iter().chain(long).flat_map(texts::examples).collect();
        say(format_args!("training on {} texts", examples.len()));
        Ok(train::train(&examples.iter().collect::<Vec<_>>(), voices, train::TEXT)?.forests)
    };
    match task {
        Task::CrossValidate => print(&TextValidation::of(pages, long, voices)?)?,
        Task::Check(folder) => return check(folder, &[(TEXT_FORESTS, &train()?)]),
        Task::Write { folder, .. } => {
            let validation = TextValidation::of(pages, long, voices)?.to_string();
            print(&validation)?;
            folder.write(&[(TEXT_FORESTS, &train()?), (TEXT_CROSS_VALIDATION, validation.as_bytes())])?;
            say(format_args!("wrote {folder}"));
        }
    }
    Ok(true)
}

/// Compares trained files with those in the folder and prints the names of those that differ. `Ok(true)` if none does.
fn check(folder: &Folder, files: &[File<'_>]) -> Result<bool> {
    let differing = folder.differing(files)?;
    differing.iter().for_each(|file| say(format_args!("{file} is not what training gives")));
    Ok(differing.is_empty())
}

/// Prints progress to standard error, behind the name of the program.
fn say(what: fmt::Arguments<'_>) {
    program::say(NAME, &what);
}
