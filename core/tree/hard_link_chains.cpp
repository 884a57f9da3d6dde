#include "core/tree/hard_link_chains.hpp"

#include <algorithm>

namespace strata {

void shorten_chains(std::vector<HardLink>& all, std::size_t first,
                    std::span<const std::shared_ptr<const Layer>> layers) {
    const std::span links = std::span(all).subspan(first);
    const auto is_link = [&](Place place) {
        return layers[place.layer]->tree.entries[place.entry].type == FileType::hard_link;
    };
    enum class State : std::uint8_t { fresh, on_chain, done };
    std::vector<State> states(links.size(), State::fresh);
    std::vector<std::size_t> chain;
    for (std::size_t start = 0; start < links.size(); start++) {
        chain.clear();
        HardLink end = links[start];
        for (std::size_t at = start;;) {
            if (states[at] == State::on_chain) end.target = {};
            if (states[at] != State::fresh) break;
            states[at] = State::on_chain;
            chain.push_back(at);
            end = links[at];
            if (!end.target || !is_link(end.target)) break;
            const auto next = std::ranges::lower_bound(all, end.target, {}, &HardLink::link);
            end = *next;
            if (end.link.layer != links[start].link.layer) break; // in a lower layer: at its end already
            at = static_cast<std::size_t>(next - all.begin()) - first;
        }
        for (const std::size_t at : chain) {
            links[at].target = end.target;
            links[at].node = end.node;
            states[at] = State::done;
        }
    }
}

} // namespace strata
