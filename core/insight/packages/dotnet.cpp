#include "core/base/json.hpp"
#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/insight/packages/gathered.hpp"
#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/text_lines.hpp"

#include <map>
#include <utility>

namespace strata {

namespace {

/// In front of the package that a program which brings its own runtime has that from (.NET SDK, "DependencyContext").
constexpr std::string_view runtime_start = "runtimepack.";

using FilesOfLibrary = std::map<std::string_view, std::vector<std::string>, std::less<>>;

/// Where the host looks for an asset: beside the program, in a folder for its language, or at its own path.
void add_asset(Gathered& gathered, std::string_view folder, std::string_view asset, JsonValue facts,
               std::vector<std::string>& files) {
    const std::string_view locale = facts["locale"].string_or("");
    gathered.add_path(files, folder,
                      locale.empty() ? text('/', base_name(asset)) : text('/', locale, '/', base_name(asset)));
    if (asset.find('/') != std::string_view::npos) gathered.add_path(files, folder, text('/', asset));
}

FilesOfLibrary files_of_libraries(Gathered& gathered, JsonValue targets, std::string_view folder) {
    FilesOfLibrary files;
    for (const auto [target, libraries] : targets.fields())
        for (const auto [library, assets] : libraries.fields())
            for (const std::string_view group : {"runtime", "native", "resources", "runtimeTargets"})
                for (const auto [asset, facts] : assets[group].fields())
                    add_asset(gathered, folder, asset, facts, files[library]);
    return files;
}

} // namespace

FileFacts parse_dotnet_deps(std::string_view bytes, std::string_view path, const Limits& limits) {
    Gathered gathered(limits);
    const auto document = gathered.document(bytes, limits);
    if (!document) return gathered.take();
    FilesOfLibrary files = files_of_libraries(gathered, document->root()["targets"], folder_of(path));
    for (const auto [key, library] : document->root()["libraries"].fields()) {
        const std::size_t slash = key.rfind('/');
        const std::string_view type = library["type"].string_or("");
        const bool runtime = type == "runtimepack" && key.starts_with(runtime_start);
        if ((type != "package" && !runtime) || slash == std::string_view::npos) continue;
        Package package;
        package.ecosystem = Ecosystem::nuget;
        package.name = key.substr(0, slash);
        if (runtime) package.name.erase(0, runtime_start.size());
        package.version = key.substr(slash + 1);
        if (const auto found = files.find(key); found != files.end()) package.files = std::move(found->second);
        gathered.add(std::move(package));
    }
    return gathered.take();
}

} // namespace strata
