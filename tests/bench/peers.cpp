#include "core/base/text.hpp"
#include "tests/bench/budgets.hpp"
#include "tests/bench/inputs.hpp"
#include "tests/kit/image_builder.hpp"
#include "tests/samples/shop_api.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace strata::bench {

namespace {

struct Peer {
    const char* name;
    const char* module;
};

constexpr Peer peers[] = {
    {"dive", "github.com/wagoodman/dive/cmd/dive"},
    {"diffoci", "github.com/reproducible-containers/diffoci/cmd/diffoci"},
    {"crane", "github.com/google/go-containerregistry/cmd/crane"},
    {"syft", "github.com/anchore/syft/cmd/syft"},
};

std::filesystem::path peer_folder() {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    const std::filesystem::path base = cache != nullptr && *cache != '\0'
                                           ? std::filesystem::path(cache)
                                           : std::filesystem::path(home ? home : "/tmp") / ".cache";
    return base / "strata" / "peers";
}

/// Why go install failed: its last line that is no report of progress.
std::string_view reason_of(std::string_view error) {
    std::string_view reason = "no reason given";
    while (!error.empty()) {
        const std::string_view line = error.substr(0, error.find('\n'));
        error.remove_prefix(std::min(line.size() + 1, error.size()));
        const bool progress = line.starts_with("go: downloading ") || line.starts_with("go: finding ");
        if (!line.empty() && !progress && line.front() != '\t') reason = line;
    }
    return reason;
}

/// The peer's program, built where it is not there yet; an empty path, and a line that says why, where it can't be.
std::filesystem::path build_peer(const Peer& peer) {
    auto program = peer_folder() / peer.name;
    if (std::filesystem::exists(program)) return program;
    if (!kit::have_command("go")) {
        std::printf("  %s: not built, there is no Go on this machine\n", peer.name);
        return {};
    }
    std::printf("  building %s with go install…\n", peer.name);
    std::fflush(stdout);
    const auto result =
        kit::run_command({"nice", "-n", "19", "go", "install", text(peer.module, "@latest")},
                         {.limit = std::chrono::minutes(30), .environment = {"GOBIN=" + peer_folder().string()}});
    if (result.exit_code == 0 && std::filesystem::exists(program)) return program;
    const std::string reason(result.timed_out ? "go install took over 30 minutes" : reason_of(result.error));
    std::printf("  %s: not built: %s\n", peer.name, reason.c_str());
    return {};
}

/// Two files side by side, a docker-save archive and an OCI archive of the same two images.
struct Files {
    std::string docker;
    std::string oci_old;
    std::string oci_new;
};

Files write_inputs(const std::filesystem::path& folder) {
    const auto write = [&](const char* name, const kit::ImagePlan& image, const kit::LayoutOptions& options) {
        std::ofstream(folder / name, std::ios::binary) << kit::build_archive(image, options);
        return (folder / name).string();
    };
    kit::ImagePlan old_image{.names = {"bench/app:1"}};
    for (std::uint64_t at = 0; at < 4; ++at)
        old_image.steps.push_back(
            {.created_by = "RUN step", .layer = realistic_layer(48'000'000, 9'000'000 + at * 100'000)});
    kit::ImagePlan new_image = old_image;
    new_image.names = {"bench/app:2"};
    new_image.steps.back().layer = realistic_layer(48'000'000, 9'300'100);
    const kit::LayoutOptions oci{.layout = kit::Layout::oci, .layers = kit::Packing::gzip};
    return {.docker = write("app.tar", old_image, {.layout = kit::Layout::docker_save}),
            .oci_old = write("old.oci.tar", old_image, oci),
            .oci_new = write("new.oci.tar", new_image, oci)};
}

void tell(Report& report, const std::string& what, const std::vector<std::string>& words) {
    const kit::CommandResult result = best_of(3, words);
    const bool done = result.signal == 0 && !result.timed_out && (result.exit_code == 0 || result.exit_code == 1);
    report.add({.measure = what,
                .value = done ? seconds(result.seconds) : text("exit ", result.exit_code),
                .reference = megabytes(static_cast<double>(result.peak_bytes)),
                .ratio = {},
                .budget = {},
                .verdict = Verdict::told});
    if (!done) std::printf("    %s\n", result.error.substr(0, result.error.find('\n')).c_str());
}

} // namespace

void compare_with_peers(Report& report, const std::filesystem::path& folder) {
    std::printf("\nPeers (the column \"reference\" is their peak memory)\n");
    std::vector<std::filesystem::path> programs;
    std::filesystem::create_directories(peer_folder());
    for (const Peer& peer : peers) programs.push_back(build_peer(peer));
    const Files files = write_inputs(folder);
    const std::string json = (folder / "dive.json").string();

    report.heading("Open a docker archive of 192 MB and find its waste");
    tell(report, "strata waste", {STRATA_COMMAND, "waste", files.docker});
    if (!programs[0].empty())
        tell(report, "dive --json", {programs[0].string(), "--source", "docker-archive", files.docker, "--json", json});

    report.heading("Compare two OCI archives that share three of four layers");
    tell(report, "strata diff", {STRATA_COMMAND, "diff", files.oci_old, files.oci_new});
    if (!programs[1].empty())
        tell(report, "diffoci diff --semantic",
             {programs[1].string(), "--backend", "local", "diff", "--semantic", "oci-archive://" + files.oci_old,
              "oci-archive://" + files.oci_new});

    report.heading("List the files of the final image");
    tell(report, "strata files", {STRATA_COMMAND, "files", files.docker});
    if (!programs[2].empty())
        tell(report, "crane export | tar t",
             {"sh", "-c", text("'", programs[2].string(), "' export - - < '", files.docker, "' | tar t")});
    if (!programs[3].empty()) {
        report.heading("Read every file of the image for packages (strata: hash every file)");
        tell(report, "strata verify", {STRATA_COMMAND, "verify", files.docker});
        tell(report, "syft",
             {programs[3].string(), "scan", "docker-archive:" + files.docker, "--output", "json", "--quiet"});
    }
}

} // namespace strata::bench
