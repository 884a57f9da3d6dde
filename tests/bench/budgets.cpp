#include "tests/bench/budgets.hpp"

#include "core/base/text.hpp"
#include "tests/bench/fastest_inflate.hpp"
#include "tests/bench/inputs.hpp"
#include "tests/kit/image_builder.hpp"

#include <algorithm>
#include <fstream>

namespace strata::bench {

namespace {

constexpr double mebibyte = 1024 * 1024;
constexpr int runs = 5;

/// 64 MB and 120 bytes for each file.
double allowed_peak(double files) { return 64 * mebibyte + 120 * files; }

bool good(const kit::CommandResult& result) {
    return result.signal == 0 && !result.timed_out && (result.exit_code == 0 || result.exit_code == 1);
}

void huge_archive(Report& report, const std::filesystem::path& folder) {
    const auto path = folder / "huge.tar";
    write_sparse_archive(path, {.layers = 4, .large_files = 50, .large_bytes = 100'000'000});
    report.heading(text("An archive of ", std::filesystem::file_size(path) / 1'000'000'000, " GB, four plain layers"));
    for (const char* verb : {"images", "inspect", "history"}) {
        const auto result = best_of(runs, {STRATA_COMMAND, verb, path.string()});
        if (!good(result)) {
            report.failed(verb, result);
            continue;
        }
        report.limit(text(verb, ": time"), result.seconds, 0.2, seconds);
        report.limit(text(verb, ": bytes read"), static_cast<double>(result.read_bytes), 8e6, megabytes);
        report.limit(text(verb, ": peak memory"), static_cast<double>(result.peak_bytes), allowed_peak(200), megabytes);
    }
    const auto layers = best_of(runs, {STRATA_COMMAND, "layers", path.string()});
    if (good(layers)) {
        report.limit("layers: time, headers only", layers.seconds, 0.5, seconds);
        report.limit("layers: bytes read", static_cast<double>(layers.read_bytes), 4e6, megabytes);
    } else {
        report.failed("layers", layers);
    }
    std::filesystem::remove(path);
}

void gzip_layers(Report& report, const std::filesystem::path& folder) {
    std::vector<std::string> tars;
    for (std::uint64_t at = 0; at < 4; ++at) tars.push_back(realistic_layer(64'000'000, at * 100'000));
    const GzipArchive archive = write_gzip_archive(folder, "gzip", tars);
    tars.clear();
    report.heading(text("Four gzip layers of ", archive.unpacked_bytes / 4'000'000, " MB each"));
    const InflateTime reference = inflate_fastest(archive.blobs, runs);
    if (reference.bytes != archive.unpacked_bytes) {
        report.add({.measure = "inflating with " + reference.by, .value = "wrong", .verdict = Verdict::failed});
        return;
    }
    for (const char* verb : {"layers", "files", "waste"}) {
        const auto result = best_of(runs, {STRATA_COMMAND, verb, archive.path.string()});
        if (!good(result)) {
            report.failed(verb, result);
            continue;
        }
        report.ratio(text(verb, ": time, to ", reference.by, " inflating"), result.seconds, reference.seconds, 1.25,
                     seconds);
        report.limit(text(verb, ": peak memory"), static_cast<double>(result.peak_bytes), allowed_peak(16'000),
                     megabytes);
    }
}

/// Two images that share all but their top layer, and the top layers alone.
struct Tops {
    std::vector<std::string> old_image, new_image;
};
Tops make_tops() {
    Tops tops;
    for (std::uint64_t at = 0; at < 3; ++at)
        tops.old_image.push_back(realistic_layer(32'000'000, 7'000'000 + at * 100'000));
    tops.new_image = tops.old_image;
    tops.old_image.push_back(realistic_layer(32'000'000, 8'000'000));
    tops.new_image.push_back(realistic_layer(32'000'000, 8'000'200));
    return tops;
}

std::vector<std::string> diff_of(const std::string& a, const std::string& b) { return {STRATA_COMMAND, "diff", a, b}; }

void shared_packed_layers(Report& report, const std::filesystem::path& folder) {
    const Tops tops = make_tops();
    const GzipArchive old_image = write_gzip_archive(folder, "old", tops.old_image);
    const GzipArchive new_image = write_gzip_archive(folder, "new", tops.new_image);
    const GzipArchive old_alone = write_gzip_archive(folder, "old-top", {tops.old_image.back()});
    const GzipArchive new_alone = write_gzip_archive(folder, "new-top", {tops.new_image.back()});
    report.heading("Two images of 128 MB that share all but their last layer of 32 MB, gzip");
    std::vector<std::filesystem::path> blobs = old_image.blobs;
    blobs.push_back(new_image.blobs.back());
    const InflateTime reference = inflate_fastest(blobs, runs);
    const std::vector<std::string> cache = {"XDG_CACHE_HOME=" + (folder / "cache").string()};
    const auto words = diff_of(old_image.path.string(), new_image.path.string());
    const auto alone = best_of(runs, diff_of(old_alone.path.string(), new_alone.path.string()), cache);
    std::vector<std::string> uncached = words;
    uncached.emplace_back("--no-cache");
    const auto first = best_of(runs, uncached);
    const auto again = best_of(runs + 1, words, cache); // the first of these fills the cache
    if (!good(alone)) return report.failed("diff of the last layers", alone);
    if (!good(first)) return report.failed("diff", first);
    if (!good(again)) return report.failed("diff again", again);
    // It looks for packages and secrets too, and compares; and of five layers on two cores one core has three.
    report.ratio(text("diff: time, to ", reference.by, " inflating all five layers"), first.seconds, reference.seconds,
                 1.5, seconds);
    report.ratio("diff, shared layers seen before: to the last layers' diff", again.seconds, alone.seconds, 1.25,
                 seconds);
    report.limit("diff: peak memory", static_cast<double>(first.peak_bytes), allowed_peak(40'000), megabytes);
    const auto same = best_of(runs, diff_of(old_image.path.string(), old_image.path.string()));
    if (!good(same)) return report.failed("diff with itself", same);
    report.limit("diff with itself: time", same.seconds, 0.1, seconds);
}

void shared_plain_layers(Report& report, const std::filesystem::path& folder) {
    const Tops tops = make_tops();
    const auto write = [&](const char* name, const std::vector<std::string>& layers) {
        kit::ImagePlan image{.names = {text("bench/", name, ":1")}};
        for (const std::string& layer : layers) image.steps.push_back({.created_by = "RUN step", .layer = layer});
        const auto path = folder / text(name, ".tar");
        std::ofstream(path, std::ios::binary) << kit::build_archive(image, {.layout = kit::Layout::docker_save});
        return path.string();
    };
    const std::string old_image = write("plain-old", tops.old_image), new_image = write("plain-new", tops.new_image);
    const std::string old_alone = write("plain-old-top", {tops.old_image.back()});
    const std::string new_alone = write("plain-new-top", {tops.new_image.back()});
    report.heading("The same two images as docker save writes them, plain");
    const std::vector<std::string> cache = {"XDG_CACHE_HOME=" + (folder / "plain-cache").string()};
    const auto whole = best_of(runs + 1, diff_of(old_image, new_image), cache); // the first of these fills the cache
    const auto alone = best_of(runs, diff_of(old_alone, new_alone), cache);
    std::vector<std::string> uncached = diff_of(old_image, new_image);
    uncached.emplace_back("--no-cache");
    const auto first = best_of(runs, uncached);
    if (!good(first)) return report.failed("diff without a cache", first);
    if (!good(whole)) return report.failed("diff", whole);
    if (!good(alone)) return report.failed("diff of the last layers", alone);
    report.add({.measure = "diff, nothing known: time, to the last layers' diff",
                .value = seconds(first.seconds),
                .reference = seconds(alone.seconds),
                .ratio = {},
                .budget = {},
                .verdict = Verdict::told});
    report.ratio("diff, shared layers seen before: to the same", whole.seconds, alone.seconds, 1.25, seconds);
    report.ratio("diff, shared layers seen before: bytes read", static_cast<double>(whole.read_bytes),
                 static_cast<double>(alone.read_bytes), 1.25, megabytes);
}

void measure_million(Report& report, const std::filesystem::path& path) {
    constexpr double files = 1e6;
    for (const char* verb : {"files", "layers"}) {
        const auto result = best_of(3, {STRATA_COMMAND, verb, path.string()});
        if (!good(result)) {
            report.failed(verb, result);
            continue;
        }
        report.limit(text(verb, ": time"), result.seconds, 3, seconds);
        report.limit(text(verb, ": peak memory"), static_cast<double>(result.peak_bytes),
                     std::min(200e6, allowed_peak(files)), megabytes);
    }
}

void million_files(Report& report, const std::filesystem::path& folder) {
    const auto path = folder / "million.tar", flat = folder / "flat.tar";
    write_many_files(path, 1'000'000);
    report.heading("A million files in a layer");
    measure_million(report, path);
    // The layer by itself is a root file system.
    std::ifstream whole(path, std::ios::binary);
    std::string header(512, '\0');
    whole.read(header.data(), static_cast<std::streamsize>(header.size()));
    std::ofstream(flat, std::ios::binary) << whole.rdbuf();
    std::filesystem::resize_file(flat, std::stoull(header.substr(124, 11), nullptr, 8));
    std::filesystem::remove(path);
    report.heading("A million files in a flat root file system");
    measure_million(report, flat);
    std::filesystem::remove(flat);
}

/// Packages, findings, waste and dive's score, by the command that asks for all of them, against reading the layers.
void all_insights(Report& report, const std::filesystem::path& folder) {
    const MachineArchive archive = write_machine_archive(folder / "machine.tar", 2'000'000'000, 100'000);
    report.heading(text("This machine's /usr: ", archive.bytes / 1'000'000, " MB in ", archive.files, " files"));
    const std::string path = archive.path.string();
    const auto reading = best_of(3, {STRATA_COMMAND, "layers", path});
    const auto all = best_of(3, {STRATA_COMMAND, "check", path, "--findings", "high", "--max-waste", "1%",
                                 "--lowest-efficiency", "0.9", "--deny-package", "no-such-package"});
    std::filesystem::remove(archive.path);
    if (!good(reading)) return report.failed("layers", reading);
    if (!good(all)) return report.failed("check with all insights", all);
    report.ratio("all insights: time, to reading the layers once", all.seconds, reading.seconds, 1.3, seconds);
    report.limit("all insights: peak memory", static_cast<double>(all.peak_bytes), 1024 * mebibyte, megabytes);
}

} // namespace

void measure_budgets(Report& report, const std::filesystem::path& folder) {
    huge_archive(report, folder);
    million_files(report, folder);
    gzip_layers(report, folder);
    shared_packed_layers(report, folder);
    shared_plain_layers(report, folder);
    all_insights(report, folder);
}

} // namespace strata::bench
