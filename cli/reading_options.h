#pragma once

#include <boost/program_options.hpp>
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
};

void add_reading_options(boost::program_options::options_description& options);

/// Empty where they are understood, else what is wrong.
std::string choose_reading(const boost::program_options::variables_map& options, ReadingOptions& out);

/// How a run reads: forms, pipeline and the basis of both.
struct Reading {
  FormSet forms;
  PipelineOptions pipeline;
};

/// Errors: those of load_forms; bad_form where no form has the id to be assumed.
Result<Reading> prepare_reading(const ReadingOptions& options);

}  // namespace nianbao
