#include "tests/bench/inputs.hpp"

#include "core/base/text.hpp"
#include "tests/kit/image_builder.hpp"
#include "tests/samples/shop_files.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>

namespace strata::bench {

namespace {

/// A file that is written from front to back, over holes where asked.
class Output {
public:
    explicit Output(const std::filesystem::path& path) : stream_(path, std::ios::binary), path_(path) {}
    ~Output() {
        stream_.close();
        if (!stream_) std::fprintf(stderr, "strata_bench: can't write %s\n", path_.c_str()), std::abort();
        std::filesystem::resize_file(path_, at_);
    }
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    void write(const std::string& bytes) {
        stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        at_ += bytes.size();
    }
    void leave_hole(std::uint64_t bytes) {
        at_ += bytes;
        stream_.seekp(static_cast<std::streamoff>(at_));
    }

private:
    std::ofstream stream_;
    std::filesystem::path path_;
    std::uint64_t at_ = 0;
};

std::uint64_t blocks(std::uint64_t bytes) { return (bytes + 511) / 512 * 512; }

std::string header_of(const std::string& name, std::uint64_t bytes) {
    return kit::write_header({.name = name, .size = kit::octal(bytes, 12)});
}

/// A config whose diff_ids nobody checks here: hashing 20 GB is what must not happen.
std::string config_of(std::uint32_t layers) {
    std::string history;
    std::string diff_ids;
    for (std::uint32_t at = 0; at < layers; ++at) {
        history += text(at ? "," : "", R"({"created":"2026-11-02T14:03:00Z","created_by":"RUN step )", at, R"("})");
        diff_ids += text(at ? "," : "", R"("sha256:)", kit::sha256_hex(text("layer ", at)), "\"");
    }
    return text(
        R"({"architecture":"amd64","os":"linux","created":"2026-11-02T14:03:00Z","config":{"Cmd":["/bin/sh"]},)",
        R"("history":[)", history, R"(],"rootfs":{"type":"layers","diff_ids":[)", diff_ids, "]}}");
}

void write_documents(Output& out, const std::vector<std::string>& layer_names) {
    const std::string config = config_of(static_cast<std::uint32_t>(layer_names.size()));
    const std::string config_name = kit::sha256_hex(config) + ".json";
    std::string layers;
    for (const std::string& name : layer_names) layers += text(layers.empty() ? "" : ",", "\"", name, "\"");
    const std::string manifest =
        text(R"([{"Config":")", config_name, R"(","RepoTags":["bench/big:1"],"Layers":[)", layers, "]}]");
    out.write(kit::write_tar({kit::file(config_name, config), kit::file("manifest.json", manifest)}));
}

std::uint64_t small_size(std::uint32_t at) { return std::uint64_t{at} * 7919 % 40'000; }

void write_hole(Output& out, const std::string& name, std::uint64_t bytes) {
    out.write(header_of(name, bytes));
    out.leave_hole(blocks(bytes));
}

kit::TarFile small_file(std::uint32_t layer, std::uint32_t at) {
    const std::string folder = text("usr/share/folder", at / 1000);
    if (layer > 0 && at % 1000 == 0) return kit::file(text(folder, "/.wh.module-", at + 1, ".js"), "");
    return kit::file(text(folder, "/module-", at, ".js"),
                     layer == 0 ? "one small file\n" : text("written by layer ", layer, "\n"));
}

/// Calls `use` with each entry of one layer of many small files.
template <class Use>
void for_each_small_file(std::uint32_t files, std::uint32_t layer, Use use) {
    for (std::uint32_t at = 0; at < files; at += layer == 0 ? 1 : 100) {
        if (at % 1000 == 0) use(kit::folder(text("usr/share/folder", at / 1000)));
        use(small_file(layer, at));
    }
}

} // namespace

void write_sparse_archive(const std::filesystem::path& path, const SparsePlan& plan) {
    Output out(path);
    std::vector<std::string> names;
    std::uint64_t tar_bytes = plan.large_files * (512 + blocks(plan.large_bytes)) + 1024;
    for (std::uint32_t at = 0; at < plan.small_files; ++at) tar_bytes += 512 + blocks(small_size(at));
    const std::uint32_t between = plan.small_files / std::max(1U, plan.large_files);
    for (std::uint32_t layer = 0; layer < plan.layers; ++layer) {
        names.push_back(kit::sha256_hex(text("v1 ", layer)) + "/layer.tar");
        out.write(header_of(names.back(), tar_bytes));
        std::uint32_t small = 0;
        for (std::uint32_t large = 0; large < plan.large_files; ++large) {
            write_hole(out, text("data/layer", layer, "/file", large), plan.large_bytes);
            const std::uint32_t end = large + 1 == plan.large_files ? plan.small_files : small + between;
            for (; small < end; ++small)
                write_hole(out, text("usr/lib/layer", layer, "/part", small / 100, "/file", small), small_size(small));
        }
        out.leave_hole(1024);
    }
    write_documents(out, names);
}

void write_many_files(const std::filesystem::path& path, std::uint32_t files, std::uint32_t layers) {
    Output out(path);
    std::vector<std::string> names;
    for (std::uint32_t layer = 0; layer < layers; ++layer) {
        names.push_back(kit::sha256_hex(text("v1 ", layer)) + "/layer.tar");
        std::uint64_t tar_bytes = 1024;
        for_each_small_file(files, layer,
                            [&](const kit::TarFile& file) { tar_bytes += 512 + blocks(file.content.size()); });
        out.write(header_of(names.back(), tar_bytes));
        for_each_small_file(files, layer, [&](const kit::TarFile& file) { out.write(kit::write_entry(file)); });
        out.write(std::string(1024, '\0'));
    }
    write_documents(out, names);
}

std::string realistic_layer(std::uint64_t bytes, std::uint64_t seed) {
    std::vector<kit::TarFile> files;
    std::uint64_t made = 0;
    for (std::uint64_t at = seed; made < bytes; ++at) {
        // One program for eight sources, sizes spread as in /usr.
        const bool program = at % 9 == 0;
        const std::size_t size = program ? 200'000 + at % 17 * 60'000 : 800 + at * at % 40'000;
        std::string path = text(program ? "usr/lib/program" : "usr/share/source", seed, "-", at);
        files.push_back(kit::file(std::move(path), program ? samples::noise(size, at) : samples::prose(size, at)));
        made += 512 + blocks(size);
    }
    return kit::write_tar(files);
}

MachineArchive write_machine_archive(const std::filesystem::path& path, std::uint64_t most_bytes,
                                     std::uint32_t most_files) {
    constexpr std::uint64_t layer_bytes = 256'000'000;
    MachineArchive archive{.path = path};
    Output out(path);
    std::vector<std::string> names;
    std::vector<kit::TarFile> files;
    std::uint64_t in_layer = 0;
    const auto close_layer = [&] {
        const std::string blob = kit::pack(kit::write_tar(files), kit::Packing::gzip, 1);
        names.push_back(kit::sha256_hex(text("machine ", names.size())) + ".tar.gz");
        out.write(header_of(names.back(), blob.size()));
        out.write(blob);
        out.leave_hole(blocks(blob.size()) - blob.size());
        files.clear();
        in_layer = 0;
    };
    namespace fs = std::filesystem;
    std::error_code ignored;
    // Large files only as far as the bytes for each file allow, so that the image has both: the bytes and the files.
    const std::uint64_t bytes_for_each = most_bytes / most_files;
    const auto fits = [&](std::uint64_t size) {
        return archive.bytes + size <= bytes_for_each * (archive.files + 1) + most_bytes / 20;
    };
    for (fs::recursive_directory_iterator at("/usr", fs::directory_options::skip_permission_denied, ignored), end;
         at != end && archive.bytes < most_bytes && archive.files < most_files; at.increment(ignored)) {
        if (at->is_symlink(ignored) || !at->is_regular_file(ignored) || !fits(at->file_size(ignored))) continue;
        std::ifstream stream(at->path(), std::ios::binary);
        std::string content((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
        archive.bytes += content.size();
        archive.files++;
        in_layer += content.size();
        const bool runs = (at->status(ignored).permissions() & fs::perms::owner_exec) != fs::perms::none;
        files.push_back(kit::file(at->path().string().substr(1), std::move(content), runs ? 0755 : 0644));
        if (in_layer >= layer_bytes) close_layer();
    }
    if (!files.empty()) close_layer();
    write_documents(out, names);
    return archive;
}

GzipArchive write_gzip_archive(const std::filesystem::path& folder, const std::string& name,
                               const std::vector<std::string>& layers) {
    GzipArchive archive{.path = folder / (name + ".tar"), .blobs = {}, .unpacked_bytes = 0};
    kit::ImagePlan plan{.names = {text("bench/", name, ":1")}};
    for (const std::string& layer : layers) plan.steps.push_back({.created_by = "RUN step", .layer = layer});
    std::filesystem::create_directories(folder);
    const auto members = kit::lay_out(std::span(&plan, 1), {.layout = kit::Layout::oci, .layers = kit::Packing::gzip});
    for (const kit::TarFile& member : members) {
        if (!member.content.starts_with("\x1f\x8b")) continue;
        archive.blobs.push_back(folder / text(name, "-blob", archive.blobs.size(), ".gz"));
        std::ofstream(archive.blobs.back(), std::ios::binary) << member.content;
    }
    std::ofstream(archive.path, std::ios::binary) << kit::write_tar(members);
    for (const std::string& layer : layers) archive.unpacked_bytes += layer.size();
    return archive;
}

} // namespace strata::bench
