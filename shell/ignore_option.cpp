#include "shell/ignore_option.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>

namespace strata {
namespace {

struct Rule {
    std::string_view name;
    Ignore rule;
};

Result<void> add_causes(const Arguments& arguments, IgnoreSet& ignore) {
    constexpr auto causes = std::to_array<Rule>({{"time", Ignore::file_times},
                                                 {"time", Ignore::image_times},
                                                 {"owner", Ignore::owner},
                                                 {"mode", Ignore::mode},
                                                 {"xattr", Ignore::xattr},
                                                 {"order", Ignore::file_order},
                                                 {"form", Ignore::tar_format},
                                                 {"packing", Ignore::packing},
                                                 {"nested", Ignore::nested},
                                                 {"bytecode", Ignore::bytecode}});
    for (const std::string& list : arguments.values("ignore")) {
        std::string_view rest = list;
        while (!rest.empty()) {
            const std::string_view word = rest.substr(0, rest.find(','));
            rest.remove_prefix(std::min(rest.size(), word.size() + 1));
            if (std::ranges::find(causes, word, &Rule::name) == causes.end())
                return fail(text("--ignore: ", quote(word),
                                 " is none of time, owner, mode, xattr, order, form, packing, nested, bytecode"));
            for (const Rule& cause : causes)
                if (cause.name == word) ignore.add(cause.rule).add(Ignore::explained);
        }
    }
    return {};
}

} // namespace

Result<IgnoreSet> read_ignores(const Arguments& arguments) {
    constexpr auto rules = std::to_array<Rule>({{"ignore-timestamps", Ignore::file_times},
                                                {"ignore-timestamps", Ignore::image_times},
                                                {"ignore-history", Ignore::history},
                                                {"ignore-file-order", Ignore::file_order},
                                                {"ignore-file-mode-redundant-bits", Ignore::redundant_mode},
                                                {"ignore-file-timestamps", Ignore::file_times},
                                                {"ignore-image-timestamps", Ignore::image_times},
                                                {"ignore-image-name", Ignore::image_name},
                                                {"ignore-tar-format", Ignore::tar_format},
                                                {"treat-canonical-paths-equal", Ignore::canonical_paths}});
    IgnoreSet ignore = arguments.flag("semantic") ? IgnoreSet::semantic() : IgnoreSet{};
    for (const Rule& rule : rules)
        if (arguments.flag(rule.name)) ignore.add(rule.rule);
    TRY(add_causes(arguments, ignore));
    return ignore;
}

} // namespace strata
