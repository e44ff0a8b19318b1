#pragma once

#include <optional>
#include <string>

#include "cli/form_set.h"
#include "cli/pipeline.h"

namespace nianbao {

/// The options that a result depends on, of every command that reads reports or asks how they would be read.
struct ReadingOptions {
  std::string forms_folder, assume_form;
  OcrMode ocr = OcrMode::automatic;
  bool prose = true;     ///< of scans
  std::string tessdata;  ///< empty: the system's
  int max_pages = ReadOptions{}.max_pages;  ///< of one file
};

/// How a run reads: forms, pipeline and the basis of both.
struct Reading {
  FormSet forms;
  PipelineOptions pipeline;
};

/// Why scans can't be read: nothing where they are not to be, or can. To be told before any file is read.
std::optional<Error> missing_language_data(const ReadingOptions& options);

/// Errors: needs_ocr where --ocr always or --tessdata asks for language data that is not there; those of load_forms; bad_form where no form has the id to be assumed.
Result<Reading> prepare_reading(const ReadingOptions& options);

}  // namespace nianbao
