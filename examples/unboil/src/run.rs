//! Extracts all inputs and prints them.

use std::fs::File;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use unboil::ExtractorBuilder;

use crate::Result;
use crate::done::Done;
use crate::form::Form;
use crate::inputs::Inputs;
use crate::options::{Batch, Format, Part, Shared};
use crate::program::{self, Summary};
use crate::progress::Progress;
use crate::sink::Sink;
use crate::summary::Counts;
use crate::work::{Extracted, Outcome, Work};

/// A run over all inputs.
pub(crate) struct Job<'a> {
    pub(crate) shared: &'a Shared,
    pub(crate) inputs: Inputs,
    pub(crate) builder: ExtractorBuilder,
    pub(crate) form: Form,
    /// Whether to go on with the output of an earlier run.
    pub(crate) resume: bool,
    /// Whether the builder has the profile of a site.
    pub(crate) has_profile: bool,
    /// Whether problems are listed at the end of the run, with the number of pages; else they are printed as they
    /// occur, and a page without an article is one.
    pub(crate) is_summed_up: bool,
}

impl<'a> Job<'a> {
    /// The run of `extract`.
    pub(crate) fn of_pages(shared: &'a Shared) -> Result<Job<'a>> {
        Job::new(shared, Format::Text)
    }

    /// The run of `clean`.
    pub(crate) fn of_texts(shared: &'a Shared) -> Result<Job<'a>> {
        let job = Job::new(shared, Format::Text)?;
        Ok(Job { inputs: Inputs { as_text: true, ..job.inputs }, ..job })
    }

    /// The run of `report`.
    pub(crate) fn report(shared: &'a Shared) -> Result<Job<'a>> {
        Job::new(shared, Format::Report)
    }

    /// The run of `batch`.
    pub(crate) fn batch(batch: &'a Batch) -> Result<Job<'a>> {
        let job = Job::new(&batch.shared, Format::Json)?;
        Ok(Job { resume: batch.resume, is_summed_up: true, ..job })
    }

    /// A run in this format, unless the command line says another.
    pub(crate) fn new(shared: &'a Shared, format: Format) -> Result<Job<'a>> {
        let (inputs, builder) = shared.inputs()?;
        Ok(Job {
            shared,
            inputs,
            builder,
            form: shared.form(format)?,
            resume: false,
            has_profile: false,
            is_summed_up: false,
        })
    }

    /// Where the output goes, and the pages that it holds already.
    fn open(&self) -> Result<(Sink, Done)> {
        let (file, shared) = (self.shared.output(), self.shared);
        match (&self.form, file.filter(|_| self.resume)) {
            (Form::Json { parts }, Some(path)) => {
                let (file, done) = begun(path, parts)?;
                Ok((Sink::Stream(Box::new(file)), done))
            }
            (_, Some(_)) => Err("--resume goes on with lines of JSON: leave --format and --removed out".into()),
            (form, None) => match shared.output_dir() {
                Some(path) => Ok((Sink::directory(path)?, Done::default())),
                None => {
                    let is_json = matches!(form, Form::Json { .. });
                    let advice = if is_json { "; `unboil batch --resume` goes on with it" } else { "; name a new one" };
                    Ok((Sink::stream(file, advice)?, Done::default()))
                }
            },
        }
    }
}

/// The output of an earlier run, to go on with.
fn begun(path: &Path, parts: &[Part]) -> Result<(File, Done)> {
    Done::read(path, parts).map_err(|problem| format!("{}: {problem}", path.display()).into())
}

/// Runs a job to its end, or until a signal stops it.
pub(crate) fn run(job: &Job<'_>) -> Result<ExitCode> {
    run_until(job, &program::stop_on_interrupt()?)
}

/// Runs a job to its end, or until `stop` is set.
pub(crate) fn run_until(job: &Job<'_>, stop: &Arc<AtomicBool>) -> Result<ExitCode> {
    let (mut sink, done) = job.open()?;
    let work = Arc::new(Work {
        extractor: job.builder.clone().build(),
        form: job.form.clone(),
        render: job.shared.render_options(),
        done,
        has_headings: job.shared.output_dir().is_none(),
        only_input: job.shared.only_input(),
        has_profile: job.has_profile,
    });
    let mut counts = Counts::new(!job.is_summed_up);
    let threads = job.shared.threads();
    let written = sink.begin(&job.form).and_then(|()| {
        let worker = Arc::clone(&work);
        let on = move |found| worker.on(found);
        let progress = Progress::new(&job.inputs, job.is_summed_up);
        program::each_input(&job.inputs, threads, stop, progress, on, |outcome, progress| {
            let outcome = work.settle(outcome?)?;
            counts.add(&outcome, &job.form);
            progress.show(counts.pages());
            match &outcome {
                Outcome::Extracted(Extracted { id, output, .. }) | Outcome::Error { id, output, .. } => {
                    sink.write(id, output, &job.form)
                }
                _ => Ok(()),
            }
        })?;
        sink.end(&job.form)
    });
    let is_stopped = stop.load(Ordering::Relaxed);
    let counted = job.is_summed_up.then(|| counts.summary(is_stopped, job.has_profile));
    Summary { counts: counted, errors: counts.errors(), inputs: &job.inputs, threads }.end(written, stop)
}
