// What a .dockerignore must say so that a COPY leaves a file out, and nothing that the image needs.
#pragma once

#include "core/insight/copy_steps.hpp"
#include "core/tree/timeline.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata {

class IgnoreLines {
public:
    /// `copied`: by layer, without those of the base image.
    IgnoreLines(const Timeline& timeline, std::vector<CopyStep> copied);

    /// The shortest line that takes `path` of this layer, and all below it, out of the build's context, and no live
    /// file that a COPY or ADD brought: "**/" and the end of the path, else the path as the context has it. "" where
    /// there is none: the COPY takes from another stage, or too little is known of what it copies.
    [[nodiscard]] std::string line_for(std::uint32_t layer, std::string_view path);

private:
    [[nodiscard]] bool takes_needed(std::string_view end, std::string_view path) const;
    [[nodiscard]] std::string in_context(std::uint32_t layer, std::string_view rest) const;
    void find_needed();

    const Timeline& timeline_;
    std::vector<CopyStep> copied_; // by layer
    /// By node: a live file that was copied, or a folder with one in it. Found when first asked for.
    std::vector<bool> needed_;
};

} // namespace strata
