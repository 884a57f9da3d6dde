#include "core/base/ascii.hpp"
#include "core/base/format.hpp"
#include "core/base/glob.hpp"
#include "core/base/text.hpp"
#include "core/insight/examiner.hpp"
#include "core/insight/origin.hpp"
#include "core/insight/package_pattern.hpp"
#include "core/insight/package_url.hpp"
#include "core/report/diff_report.hpp"
#include "core/report/json_object.hpp"
#include "core/report/software_bill.hpp"
#include "core/report/table.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"
#include "shell/arguments.hpp"
#include "shell/base_option.hpp"
#include "shell/console.hpp"
#include "shell/input.hpp"
#include "shell/layer_option.hpp"

#include <algorithm>
#include <optional>

namespace strata {
namespace {

constexpr std::size_t widest_name = 60, widest_version = 40, widest_license = 40;

/// A pattern for names; NuGet's are the same whatever the case of their letters.
struct Name {
    Glob as_written, in_small_letters;
};

/// Which packages are wanted.
struct Wanted {
    std::span<const std::string> ecosystems; ///< all where it is empty
    std::vector<Name> names;                 ///< the same
    std::optional<std::uint32_t> layer;
    bool own = false; ///< only those that the base image did not bring

    [[nodiscard]] bool takes(const FoundPackage& found, const BaseImage& base) const {
        if (layer && found.layer != *layer) return false;
        if (own && is_of_base(found, base)) return false;
        if (!ecosystems.empty() &&
            std::ranges::find(ecosystems, ecosystem_name(found.package.ecosystem)) == ecosystems.end())
            return false;
        // A name may have slashes of its own, "@types/node", and a pattern without any means its last part.
        return names.empty() || std::ranges::any_of(names, [&](const Name& name) {
                   if (found.package.ecosystem == Ecosystem::nuget)
                       return name.in_small_letters.matches(ascii_lower(found.package.name));
                   return name.as_written.matches(found.package.name) ||
                          name.as_written.matches(artifact_name(found.package));
               });
    }
};

Result<Wanted> read_wanted(const Arguments& arguments, const ImageRecord& image) {
    Wanted wanted{.ecosystems = arguments.values("ecosystem"),
                  .names = {},
                  .layer = TRY(layer_option(arguments, image)),
                  .own = arguments.flag("own")};
    for (const std::string& ecosystem : wanted.ecosystems) {
        std::string known;
        bool found = false;
        for (std::size_t i = 0; i < ecosystem_count; i++) {
            const std::string_view name = ecosystem_name(static_cast<Ecosystem>(i));
            found = found || ecosystem == name;
            known += text(i > 0 ? ", " : "", name);
        }
        if (!found) return fail(text("--ecosystem ", printable(ecosystem), ": is none of ", known));
    }
    for (const std::string& pattern : arguments.values("name"))
        wanted.names.push_back({TRY_WITHIN(text("--name ", printable(pattern)), Glob::parse(pattern)),
                                TRY(Glob::parse(ascii_lower(pattern)))});
    return wanted;
}

std::string size_of(const FoundPackage& found) {
    switch (found.size_known) {
    case SizeKnown::files: return docker_size(found.bytes);
    case SizeKnown::stated: return text('~', docker_size(found.bytes));
    case SizeKnown::not_at_all: break;
    }
    return "-";
}

/// What several packages come to.
struct Sum {
    std::uint64_t packages = 0, bytes = 0, files = 0;

    void add(const FoundPackage& found) {
        packages++;
        bytes += found.bytes;
        files += found.files.size();
    }
    [[nodiscard]] std::vector<std::string> row(std::string_view name) const {
        return {std::string(name), text(grouped(packages), packages == 1 ? " package" : " packages"), "",
                docker_size(bytes), text(files)};
    }
};

void add_sums(const SoftwareBill& bill, const BaseImage& base, Table& table) {
    Sum of_base, own;
    for (const FoundPackage* found : bill.packages) (is_of_base(*found, base) ? of_base : own).add(*found);
    table.add(of_base.row("base"));
    table.add(own.row("own"));
}

void write_table(const SoftwareBill& bill, const BaseImage& base, Console& console) {
    if (!bill.list.distribution.name.empty()) console.out << printable(bill.list.distribution.name) << "\n\n";
    Table table({"TYPE", "NAME", "VERSION", "SIZE", "FILES", "LAYER", "LICENSE"});
    for (const FoundPackage* found : bill.packages)
        table.add({std::string(ecosystem_name(found->package.ecosystem)),
                   ellipsis(printable(found->package.name), widest_name),
                   ellipsis(printable(found->package.version), widest_version), size_of(*found),
                   found->files.empty() ? "-" : text(found->files.size()), text(found->layer + 1),
                   ellipsis(printable(found->package.license), widest_license)});
    if (base.layers > 0 && !bill.packages.empty()) add_sums(bill, base, table);
    console.out << table.text();
    if (bill.packages.empty()) console.out << "no packages\n";
    if (base.layers > 0) console.out << '\n' << base_text(base) << '\n';
}

std::string list_of(const std::vector<std::string>& parts) {
    std::string out = "[";
    for (const std::string& part : parts) out.append(out.size() > 1 ? "," : "").append(part);
    return out + "]";
}

std::string json_of(const SoftwareBill& bill, const FoundPackage& found, const BaseImage& base, bool with_files) {
    const Package& package = found.package;
    std::vector<std::string> places;
    for (const Declaration& declaration : found.declarations)
        places.push_back(JsonObject()
                             .add("path", bill.timeline.path(declaration.file))
                             .add("within", declaration.within)
                             .add("layer", declaration.layer + 1)
                             .text());
    JsonObject row;
    row.add("ecosystem", ecosystem_name(package.ecosystem)).add("name", package.name).add("version", package.version);
    row.add("architecture", package.architecture).add("license", package.license).add("source", package.source);
    row.add("purl", package_url(package, bill.list.distribution)).add("layer", found.layer + 1);
    row.add("in_base", is_of_base(found, base));
    row.add("instruction", layer_instruction(bill.inspection, found.layer));
    constexpr std::string_view known[] = {"files", "stated", "unknown"};
    row.add("bytes", found.bytes).add("bytes_from", known[static_cast<std::size_t>(found.size_known)]);
    row.add("files", found.files.size()).add_json("declared_by", list_of(places));
    if (with_files) {
        std::vector<std::string> paths;
        for (const NodeIndex file : found.files) paths.push_back(json_quote(bill.timeline.path(file)));
        row.add_json("paths", list_of(paths));
    }
    return row.text();
}

void write(const SoftwareBill& bill, const BaseImage& base, const Arguments& arguments, Console& console) {
    const std::string_view format = arguments.value("format").value_or("table");
    if (arguments.flag("json")) {
        for (const FoundPackage* found : bill.packages)
            console.out << json_of(bill, *found, base, arguments.flag("files")) << '\n';
    } else if (format == "cyclonedx") {
        console.out << cyclonedx_json(bill);
    } else if (format == "spdx") {
        console.out << spdx_json(bill);
    } else if (format == "purl") {
        console.out << package_urls(bill);
    } else if (arguments.flag("files")) {
        for (const FoundPackage* found : bill.packages)
            for (const NodeIndex file : found->files)
                console.out << printable(found->package.name) << '\t' << printable(bill.timeline.path(file)) << '\n';
    } else {
        write_table(bill, base, console);
    }
}

Result<Exit> run(const Arguments& arguments, Console& console) {
    const Input input = TRY(open_image(arguments.operands()[0], arguments, console));
    const Wanted wanted = TRY(read_wanted(arguments, input.image()));
    const BaseImage base = TRY(base_of(input, arguments, console));
    const auto examiner = make_examiner(facts_packages, arguments.limits());
    const Inspection inspection =
        inspect_image(input, arguments, console, {.hashing = Hashing::none, .examiner = examiner.get()});
    const Timeline timeline(inspection);
    const PackageList list = find_packages(timeline);
    tell_unexamined(input, list.layers_not_examined, "packages", console);
    if (!list.unread.empty())
        console.complain(text("warning: ", input.name,
                              ": not all packages are known: ", printable(missing_packages(list, timeline))));
    SoftwareBill bill{inspection, timeline, list, {}, STRATA_VERSION};
    for (const FoundPackage& found : list.packages)
        if (wanted.takes(found, base)) bill.packages.push_back(&found);
    write(bill, base, arguments, console);
    return Exit::done;
}

constexpr std::string_view formats[] = {"table", "cyclonedx", "spdx", "purl"};
constexpr std::string_view ecosystems[] = {"deb",    "apk",   "rpm",   "pypi",     "npm",  "gem",
                                           "golang", "cargo", "maven", "composer", "nuget"};
constexpr OperandRow operands[] = {{"IMAGE", "the image", OperandCount::one}};
constexpr OptionRow options[] = {
    {.name = "format",
     .kind = ValueKind::choice,
     .value = "FORM",
     .help = "table, cyclonedx (1.6, JSON), spdx (2.3, JSON) or purl (a package URL a line)",
     .fallback = "table",
     .choices = formats},
    {.name = "ecosystem",
     .kind = ValueKind::text,
     .value = "TYPE",
     .help = "only packages of this type: deb, apk, rpm, pypi, npm, gem, golang, cargo, maven, composer, nuget; may "
             "stand several times",
     .choices = ecosystems,
     .repeat = Repeat::collected},
    {.name = "name",
     .kind = ValueKind::text,
     .value = "GLOB",
     .help = "only packages with such a name, 'lib*', of Java's also by the artifact alone; may stand several times",
     .repeat = Repeat::collected},
    {.name = "layer",
     .kind = ValueKind::number,
     .value = "N",
     .help = "only packages that layer N brought, 1 is the lowest"},
    {.name = "own", .help = "only packages that the base image did not bring in this version"},
    {.name = "files", .help = "the files of each package, one a line behind its name; with --json as paths"},
    base_row,
};
constexpr FieldRow fields[] = {
    {"ecosystem", "whose package it is: the type of its package URL"},
    {"name", "its name"},
    {"version", "its version, as written"},
    {"architecture", "what it runs on, or nothing"},
    {"license", "as the package says it, or nothing"},
    {"source", "the source package, where it has another name"},
    {"purl", "its package URL"},
    {"layer", "the layer that brought this version, from 1"},
    {"in_base", "whether that layer is the base image's, as far as that is known"},
    {"instruction", "what made that layer"},
    {"bytes", "what it takes in the finished image"},
    {"bytes_from", "how that is known: files, stated or unknown"},
    {"files", "how many files of it are there"},
    {"declared_by[].path", "the file that says so"},
    {"declared_by[].within", "the place in it, where it is an archive"},
    {"declared_by[].layer", "the layer of that file, from 1"},
    {"paths[]", "with --files: its files"},
};
constexpr Example examples[] = {
    {"strata packages web.tar", "what is installed, from where, how large"},
    {"strata packages web.tar --ecosystem npm --name '@types/*'", "some of it"},
    {"strata packages web.tar --layer 3", "what one instruction brought"},
    {"strata packages web.tar --own", "what was installed on top of the base image"},
    {"strata packages web.tar --format cyclonedx > web.cdx.json", "an inventory for other programs"},
    {"strata packages web.tar --name libc6 --files", "the files that a package owns"},
};

} // namespace

constinit const CommandRow packages_command = {
    .name = "packages",
    .summary = "show the packages in the image, of the system and of languages",
    .description =
        "Looks into the files that say what is installed, while each layer is read once: the databases of dpkg "
        "(distroless images too), apk and rpm (SQLite, ndb and Berkeley DB), Python's dist-info and egg-info, "
        "package.json, gemspecs, composer's installed.json, .NET's deps.json, Java archives and those inside them, the "
        "build info of Go programs and the audit data of Rust programs. What later layers delete is not counted. "
        "Where such a file is above a limit (--limit) or can't be read whole, a warning names it: it may hold more "
        "packages.\n\n"
        "SIZE is what the package's files take in the finished image; with ~ what the package says of itself, where "
        "its files are not known. FILES that it lists but that are not there, don't count. LAYER is the one that "
        "brought this version. A package found at several places is one row. Where it "
        "is known where the base image ends, the last rows sum up what it brought and what one's own build did.\n\n"
        "CycloneDX and SPDX follow their published schemas and hold no clock: the same image gives the same bytes. "
        "Where files or layers could not be read, or only some packages were asked for, they say what is missing.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .json_shape = "an object for each package, one a line",
    .fields = fields,
    .run = run,
};

} // namespace strata
