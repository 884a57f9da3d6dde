// What to change in a Dockerfile so that its image weighs less: the rows of the waste, put together by the edit that
// would save them.
#pragma once

#include "core/insight/base_image.hpp"
#include "core/insight/waste.hpp"
#include "core/model/inspection.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace strata {

inline constexpr std::size_t most_advice_paths = 5;

enum class Remedy : std::uint8_t {
    set_attributes, ///< give files owner, mode or capabilities where they come from: COPY --chown, chown in the same
                    ///< RUN
    not_again,      ///< a step brings the same files again, or only touches them: leave it out
    write_once,     ///< two steps write the same paths, at least one of them a COPY: leave them out of one
    finish_in_run,  ///< what a later step changes or deletes: do it in the RUN that makes it
    ignore,         ///< a line in .dockerignore
    move,           ///< what a later step moves: make it, or copy it, where that puts it
    mount,          ///< RUN --mount=type=bind in place of a COPY of what a RUN uses up
    clean_up,       ///< caches, logs: FileRule::avoid in the RUN that leaves them
    build_stage,    ///< compilers and headers: a stage of their own
    link,           ///< one copy and links to it
    newer_base,     ///< the base image's files are replaced by newer ones
    other_base,     ///< the base image itself
    other_tool,     ///< paths that stand twice in one layer
};

/// What one layer has to give to the files it brought, so that no later one need.
struct AttributeShare {
    std::uint32_t layer = 0;
    std::vector<std::string> paths; ///< of its own alone, folders in place of all they hold, largest first; at most
                                    ///< most_advice_paths
    std::uint64_t more_paths = 0;   ///< those not in `paths`
    bool folders = false;           ///< whether any of them is a folder
    std::optional<Owner> owner;     ///< the later one, where all its files have one
    std::optional<std::uint16_t> mode;
    bool owner_fits_all = false; ///< whether all else that the layer brought has that owner in the end
    bool mode_fits_all = false;
    bool users_known = true; ///< no layer above it, up to the one that sets the owner, makes users or groups
};

/// One edit, and what it saves. No byte is in two of them.
struct Advice {
    Remedy remedy = Remedy::finish_in_run;
    std::uint32_t layer = 0;           ///< whose instruction is to be changed; of other_base: the highest one concerned
    std::uint32_t by = no_index;       ///< the layer that hides the bytes; no_index for none or several
    std::uint32_t user = no_index;     ///< mount: the layer whose RUN names the file first
    FileRuleIndex rule = no_file_rule; ///< what kind of files, where they are of one kind
    std::uint8_t touched = 0;          ///< set_attributes: Touched
    bool removed = false;              ///< whether the bytes are of files that a later layer deletes
    std::uint64_t bytes = 0;           ///< that it would save
    std::uint64_t files = 0;
    std::vector<std::uint32_t> from;  ///< the layers that hold the bytes, of set_attributes those that brought the
                                      ///< files; lowest first
    std::vector<std::string> paths;   ///< what it is about, folders in place of all they hold, largest first; at most
                                      ///< most_advice_paths
    std::uint64_t more_paths = 0;     ///< those not in `paths`
    std::vector<std::string> ignored; ///< ignore: the lines for .dockerignore, each once; none where no line names one
                                      ///< of `paths` without a file that is needed
    std::string kept;                 ///< link: the file that the largest of them is the same as
    std::string target;               ///< move: where the one path ends up; "" for several, or where that is not known
    std::string source;               ///< mount: what the COPY or ADD calls the one path; "" where that is not known
    std::string stage;                ///< mount: of the COPY's --from; "" where none is recorded
    std::vector<AttributeShare> shares; ///< set_attributes: of the layers in `from`
};

/// Largest saving first. All rows of the ledger are in it.
[[nodiscard]] std::vector<Advice> find_advice(const Inspection& inspection, const Timeline& timeline,
                                              const Waste& waste, const BaseImage& base);

} // namespace strata
