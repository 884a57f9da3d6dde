// What one file says, gathered under a limit: a few bytes of a stranger's file never become gigabytes of facts.
#pragma once

#include "core/base/json.hpp"
#include "core/base/limits.hpp"
#include "core/model/facts.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strata {

/// The rule of the sighting that says why a file may have more packages than were found, by a limit or because it can't
/// be read; the reason is its `masked`.
inline constexpr std::string_view unread_packages = "unread-packages";
/// The same where the file is damaged, which no limit mends.
inline constexpr std::string_view damaged_packages = "damaged-packages";

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
    void leave_out(const std::string& why) { note(unread_packages, why); }
    /// Says that the file is damaged, so that packages may be missing: "it can't be read whole: …" with what is wrong.
    /// The first reason is kept.
    void damaged(std::string_view how);
    /// The document in `bytes`; where it can't be read, says so as above.
    [[nodiscard]] std::optional<JsonDocument> document(std::string_view bytes, const Limits& limits);

    [[nodiscard]] FileFacts take() { return std::move(facts_); }

private:
    bool spend(std::uint64_t bytes);
    void note(std::string_view rule, const std::string& why);

    FileFacts facts_;
    std::uint64_t left_;
};

} // namespace strata
