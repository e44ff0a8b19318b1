#include "cli/reading_options.h"

#include "cli/basis.h"
#include "cli/reading_grammar.h"
#include "extract/scan/language_data.h"

namespace nianbao {

namespace po = boost::program_options;

void add_reading_options(po::options_description& options) {
  options.add_options()("forms", po::value<std::string>()->value_name("DIR"), "more form definitions (*.toml)")(
      "assume-form", po::value<std::string>()->value_name("ID"), "the form to take where a report leaves it open")(
      "ocr", po::value<std::string>()->value_name("auto|always|never")->default_value("auto"),
      "recognise pages from their pictures: those that have no text of their own (auto), all of a PDF's, none")(
      "no-prose", "of scans read the tables only, not the text around them (no title, unit and year then)")(
      "tessdata", po::value<std::string>()->value_name("DIR"), "the folder of chi_sim.traineddata (default: the system's)")(
      "max-pages", po::value<int>()->value_name("N")->default_value(ReadOptions{}.max_pages), "the most pages of one file");
}

std::string choose_reading(const po::variables_map& options, ReadingOptions& out) {
  if (options.count("forms")) out.forms_folder = options["forms"].as<std::string>();
  if (options.count("assume-form")) out.assume_form = options["assume-form"].as<std::string>();
  out.prose = options.count("no-prose") == 0;
  if (options.count("tessdata")) out.tessdata = options["tessdata"].as<std::string>();
  out.max_pages = options["max-pages"].as<int>();
  if (out.max_pages < 1) return "--max-pages is a number from 1";
  const std::string ocr = options["ocr"].as<std::string>();
  if (ocr != "auto" && ocr != "always" && ocr != "never") return "--ocr is auto, always or never, not " + ocr;
  out.ocr = ocr == "auto" ? OcrMode::automatic : ocr == "always" ? OcrMode::always : OcrMode::never;
  return {};
}

std::optional<Error> missing_language_data(const ReadingOptions& options) {
  if (options.ocr == OcrMode::never) return std::nullopt;
  const auto folder = find_language_data(options.tessdata);
  return folder ? std::nullopt : std::optional<Error>(folder.error());
}

namespace {

/// Whether what was asked for cannot be done without language data.
bool is_asked_for(const ReadingOptions& options) { return options.ocr == OcrMode::always || !options.tessdata.empty(); }

}  // namespace

Result<Reading> prepare_reading(const ReadingOptions& options) {
  auto forms = load_forms(options.forms_folder);
  if (!forms) return Failure(forms.error());
  if (!options.assume_form.empty() && !find_form(forms->forms, options.assume_form))
    return Failure({ErrorCode::bad_form, {}, "there is no form " + options.assume_form + "; nianbao forms list shows them"});
  if (auto missing = missing_language_data(options); missing && is_asked_for(options)) return Failure(*missing);
  Reading out{std::move(*forms), {}};
  out.pipeline.normalize.assume_form = options.assume_form;
  out.pipeline.read.ocr = options.ocr;
  out.pipeline.read.prose = options.prose;
  out.pipeline.read.tessdata = options.tessdata;
  out.pipeline.read.max_pages = options.max_pages;
  out.pipeline.basis = result_basis(out.forms, out.pipeline);
  return out;
}

}  // namespace nianbao
