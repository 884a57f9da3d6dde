// What one file says, gathered under a limit: a few bytes of a stranger's file never become gigabytes of facts.
#pragma once

#include "core/base/limits.hpp"
#include "core/model/facts.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace strata {

/// The rule of the sighting that says why a file may have more packages than were found; the reason is its `masked`.
inline constexpr std::string_view unread_packages = "unread-packages";

/// Takes up to Limits::facts_memory, about; what comes behind it is dropped, and so are paths that Linux can't open.
class Gathered {
public:
    explicit Gathered(const Limits& limits) : left_(limits.facts_memory) {}

    /// Keeps a package, unless it has no name or no version. Its paths come from add_path.
    void add(Package package);
    /// Appends folder + name to a list of files. `folder` ends with "/" or is "".
    void add_path(std::vector<std::string>& files, std::string_view folder, std::string_view name);
    /// Appends to FileFacts::owned.
    void add_owned(std::string_view folder, std::string_view name) { add_path(facts_.owned, folder, name); }
    /// Says that the file may have more packages, and why: "it has … (--limit …)". The first reason is kept.
    void leave_out(std::string why);

    [[nodiscard]] FileFacts take() { return std::move(facts_); }

private:
    bool spend(std::uint64_t bytes);

    FileFacts facts_;
    std::uint64_t left_;
};

} // namespace strata
