#include "core/insight/package_examiner.hpp"

#include "core/base/format.hpp"
#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/packages/java_names.hpp"
#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/program.hpp"
#include "core/insight/spare_buffers.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

namespace strata {

namespace {

/// What all looks of one examiner share.
struct Looking {
    Limits limits;
    mutable SpareBuffers spare;
};

/// Keeps a file while it passes and reads it at its end.
class WholeFile final : public Examination {
public:
    WholeFile(std::string_view path, std::uint64_t size, ParseFacts parse, const Looking& looking)
        : path_(path), bytes_(looking.spare.take()), parse_(parse), looking_(looking) {
        constexpr std::uint64_t believed = mebibyte; // a sparse file may state any size
        bytes_.reserve(static_cast<std::size_t>(std::min(size, believed)));
    }

    Appetite take(std::span<const std::byte> bytes) override {
        bytes_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        return Appetite::more;
    }

    FileFacts finish() override {
        FileFacts facts = parse_(bytes_, path_, looking_.limits);
        looking_.spare.give_back(std::move(bytes_));
        return facts;
    }

private:
    std::string path_;
    std::string bytes_;
    ParseFacts parse_;
    const Looking& looking_;
};

/// Why what such a file says is not known.
std::string above_limit(std::uint64_t size, std::uint64_t limit, std::string_view option) {
    return text("it has ", human_size(size), ", more than the ", human_size(limit), " that are looked into (--limit ",
                option, ')');
}

/// Of a file that is too large to be kept: says so, and reads none of it.
class LargeFile final : public Examination {
public:
    LargeFile(std::uint64_t size, const Looking& looking) : size_(size), looking_(looking) {}

    Appetite take(std::span<const std::byte>) override { return Appetite::enough; }

    FileFacts finish() override {
        Gathered gathered(looking_.limits);
        gathered.leave_out(above_limit(size_, looking_.limits.examined_bytes, "examined-bytes"));
        return gathered.take();
    }

private:
    std::uint64_t size_;
    const Looking& looking_;
};

/// Whether a name passed, however the bytes are cut.
class NameSearch {
public:
    explicit NameSearch(std::string_view name) : name_(name) {}
    [[nodiscard]] bool found() const { return found_; }
    void take(std::string_view bytes) {
        if (found_) return;
        const std::size_t most = name_.size() - 1;
        carry_ += bytes.substr(0, most);
        found_ = carry_.find(name_) != carry_.npos || bytes.find(name_) != bytes.npos;
        if (bytes.size() > most) carry_ = bytes;
        carry_.erase(0, carry_.size() - std::min(carry_.size(), most));
    }

private:
    std::string name_;
    std::string carry_; ///< the last bytes, fewer than the name has
    bool found_ = false;
};

/// Looks for build info and audit data in programs. Go's is searched for as the bytes pass; for Rust's the program is
/// kept, where it is not too large, since only the table at an ELF file's end says where in it that lies.
class ProgramLook final : public Examination {
public:
    ProgramLook(std::string_view path, std::uint64_t size, const Looking& looking)
        : path_(path), size_(size), looking_(looking) {}

    Appetite take(std::span<const std::byte> more) override {
        const std::string_view bytes(reinterpret_cast<const char*>(more.data()), more.size());
        if (kind_) return go_on(bytes);
        head_ += bytes; // one piece of the file, mostly
        if (head_.size() < program_head) return Appetite::more;
        kind_ = program_kind(head_);
        keeps_ = *kind_ == ProgramKind::elf && size_ <= looking_.limits.program_bytes;
        if (keeps_) {
            kept_ = looking_.spare.take();
            kept_.reserve(static_cast<std::size_t>(size_)); // what is not filled costs nothing
        }
        const std::string head = std::move(head_);
        return go_on(head);
    }

    FileFacts finish() override {
        Gathered gathered(looking_.limits);
        if (kind_.value_or(ProgramKind::none) == ProgramKind::none) return {};
        if (!keeps_ && *kind_ == ProgramKind::elf && needs_whole())
            gathered.leave_out(above_limit(size_, looking_.limits.program_bytes, "program-bytes"));
        if (!go_.found().empty())
            read_go_build_info(go_.found(), kept_, path_, gathered);
        else
            read_rust_audit_data(kept_, path_, looking_.limits, gathered);
        looking_.spare.give_back(std::move(kept_));
        return gathered.take();
    }

private:
    Appetite go_on(std::string_view bytes) {
        if (*kind_ == ProgramKind::none) return Appetite::enough;
        go_.take(bytes);
        if (go_.complete()) return Appetite::enough;
        if (keeps_)
            kept_ += bytes;
        else if (*kind_ == ProgramKind::elf)
            rust_.take(bytes);
        return Appetite::more;
    }

    /// Whether a program that was not kept has words on its packages for which it must be.
    [[nodiscard]] bool needs_whole() const { return go_.found().empty() ? rust_.found() : !go_.complete(); }

    std::string path_;
    std::uint64_t size_;
    const Looking& looking_;
    std::string head_; ///< until it is known what this is
    std::optional<ProgramKind> kind_;
    bool keeps_ = false;
    std::string kept_;
    GoSearch go_;
    NameSearch rust_{text(rust_audit_section, '\0')}; ///< of a program that is not kept
};

/// "/x/node_modules/NAME/package.json" and "/x/node_modules/@SCOPE/NAME/package.json" belong to packages; others below
/// node_modules are inner affairs of those. Anywhere else it is a program's own.
bool is_npm_package(std::string_view path) {
    constexpr std::string_view modules = "/node_modules/", file = "/package.json";
    if (!path.ends_with(file)) return false;
    const std::size_t at = path.rfind(modules);
    if (at == std::string_view::npos) return true;
    const std::string_view name = path.substr(at + modules.size(), path.size() - file.size() - at - modules.size());
    return std::ranges::count(name, '/') == (name.starts_with('@') ? 1 : 0);
}

ParseFacts python_parser(std::string_view folder, std::string_view name) {
    if (folder.ends_with(".dist-info")) {
        if (name == "METADATA") return parse_python_metadata;
        return name == "RECORD" ? parse_python_record : nullptr;
    }
    if (folder.ends_with(".egg-info") && name == "installed-files.txt") return parse_python_installed_files;
    const bool described = name == "PKG-INFO" && (folder.ends_with(".egg-info") || folder.ends_with("/EGG-INFO"));
    return described || name.ends_with(".egg-info") ? parse_python_metadata : nullptr;
}

ParseFacts rpm_parser(std::string_view folder, std::string_view name) {
    if (!folder.ends_with("/rpm")) return nullptr; // /var/lib/rpm, /usr/lib/sysimage/rpm, /usr/share/rpm
    if (name == "rpmdb.sqlite") return parse_rpm_sqlite;
    if (name == "rpmdb.sqlite-wal") return parse_rpm_sqlite_log;
    if (name == "Packages.db") return parse_rpm_ndb;
    return name == "Packages" ? parse_rpm_berkeley : nullptr;
}

ParseFacts dpkg_parser(std::string_view path) {
    constexpr std::string_view database = "/var/lib/dpkg/";
    if (path.starts_with("/usr/share/doc/") && path.ends_with("/copyright")) return parse_dpkg_copyright;
    if (!path.starts_with(database)) return nullptr;
    path.remove_prefix(database.size());
    if (path == "status") return parse_dpkg_status;
    if (path == "diversions") return parse_dpkg_diversions;
    if (path.starts_with("info/") && path.ends_with(".list")) return parse_dpkg_list;
    if (!path.starts_with("status.d/")) return nullptr;
    return path.ends_with(".md5sums") ? parse_dpkg_md5sums : parse_dpkg_status;
}

ParseFacts parser_of(std::string_view path) {
    if (path == "/etc/os-release" || path == "/usr/lib/os-release") return parse_os_release;
    if (path == "/lib/apk/db/installed" || path == "/usr/lib/apk/db/installed") return parse_apk_installed;
    if (is_npm_package(path)) return parse_npm_package;
    if (path.ends_with(".gemspec"))
        return path.find("/specifications/") != std::string_view::npos ? parse_gemspec : nullptr;
    if (path.ends_with("/composer/installed.json")) return parse_composer_installed;
    if (path.ends_with(".deps.json")) return parse_dotnet_deps;
    if (is_java_archive(path)) return parse_java_archive;
    const std::string_view folder = folder_of(path), name = base_name(path);
    for (const auto parser : {python_parser(folder, name), rpm_parser(folder, name)})
        if (parser != nullptr) return parser;
    return dpkg_parser(path);
}

class PackageExaminer final : public Examiner {
public:
    explicit PackageExaminer(const Limits& limits) : looking_{.limits = limits, .spare = {}} {}

    std::uint8_t kinds() const override { return facts_packages; }

    std::unique_ptr<Examination> begin(std::string_view path, const Entry& entry) const override {
        constexpr std::size_t longest_path = 4096; // what Linux can open
        if (path.size() > longest_path) return nullptr;
        const ParseFacts parse = parser_of(path);
        if (parse == nullptr)
            return entry.size < program_head ? nullptr : std::make_unique<ProgramLook>(path, entry.size, looking_);
        if (entry.size > looking_.limits.examined_bytes) return std::make_unique<LargeFile>(entry.size, looking_);
        return std::make_unique<WholeFile>(path, entry.size, parse, looking_);
    }

    /// A log of rpm's database then has the packages of both.
    std::vector<FileFacts> finish_layer(const LayerTree& tree, std::vector<FileFacts> facts) const override {
        std::map<std::string, std::string_view, std::less<>> databases;
        for (const FileFacts& one : facts)
            if (!one.kept.empty()) databases.insert_or_assign(tree.path(one.entry), one.kept);
        Limits left = looking_.limits;
        for (FileFacts& one : facts) {
            if (one.kept.empty()) continue;
            const std::string path = tree.path(one.entry);
            const std::string_view of = rpm_database_of(path);
            if (of.empty()) continue;
            const auto database = databases.find(of);
            one.append(parse_rpm_sqlite_with_log(database == databases.end() ? std::string_view() : database->second,
                                                 one.kept, left));
            left.facts_memory -= std::min(left.facts_memory, one.weight());
        }
        return facts;
    }

private:
    Looking looking_;
};

} // namespace

std::unique_ptr<Examiner> make_package_examiner(const Limits& limits) {
    return std::make_unique<PackageExaminer>(limits);
}

} // namespace strata
