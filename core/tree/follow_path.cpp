#include "core/tree/follow_path.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace strata {

namespace {

/// Puts the parts of `path` on the stack, the first on top.
void push_parts(std::vector<std::string>& stack, std::string_view path) {
    const std::size_t bottom = stack.size();
    for (std::size_t start = 0; start < path.size();) {
        const std::size_t slash = std::min(path.find('/', start), path.size());
        const std::string_view part = path.substr(start, slash - start);
        if (!part.empty() && part != ".") stack.emplace_back(part);
        start = slash + 1;
    }
    std::reverse(stack.begin() + static_cast<std::ptrdiff_t>(bottom), stack.end());
}

} // namespace

Result<NodeIndex> follow_path(const Timeline& timeline, std::uint32_t layer, std::string_view path,
                              const Limits& limits, LastLink last) {
    std::vector<std::string> stack;
    push_parts(stack, path);
    const bool keeps_last = last == LastLink::kept && !path.ends_with('/');
    NodeIndex node = root_node;
    std::uint32_t links = 0;
    std::string through; // the last link, for the message
    while (!stack.empty()) {
        const std::string part = std::move(stack.back());
        stack.pop_back();
        if (part == "..") {
            if (node != root_node) node = timeline.parent(node);
            continue;
        }
        const NodeIndex child = timeline.child(node, part);
        const Place place = child == no_node ? Place{} : timeline.at(child, layer);
        if (!place) {
            const std::string folder = node == root_node ? "" : timeline.path(node);
            return fail(text(through, "there is no ", quote(text(folder, '/', part)), " in the image"));
        }
        const Place described = timeline.described(place);
        const Entry& entry = timeline.entry(described);
        if (entry.type == FileType::symbolic_link && !(keeps_last && stack.empty())) {
            if (++links > limits.link_depth)
                return fail(text(quote(path), " leads through more than ", limits.link_depth, " links"));
            const std::string& target = timeline.layer(described.layer).tree.extra(entry).link_target;
            through = text(quote(timeline.path(child)), " is a link to ", quote(target), ": ");
            push_parts(stack, target);
            if (target.starts_with('/')) node = root_node;
            continue;
        }
        if (!stack.empty() && entry.type != FileType::directory)
            return fail(text(through, quote(timeline.path(child)), " is not a folder"));
        node = child;
    }
    return node;
}

} // namespace strata
