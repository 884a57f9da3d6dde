// The team's catalog: what is chosen in it, and opened.
#include "core/base/format.hpp"
#include "core/base/path.hpp"
#include "web/ui/app.hpp"

#include <utility>

namespace strata::ui {

void App::load_catalog(std::string_view json) {
    auto catalog = parse_catalog(json);
    if (catalog)
        catalog_ = *std::move(catalog);
    else
        catalog_.problem = catalog.error().message;
    open_wanted();
}

const CatalogTag* App::tag_at(const CatalogPlace& place) const {
    if (place.image >= catalog_.images.size()) return nullptr;
    const std::vector<CatalogTag>& tags = catalog_.images[place.image].tags;
    return place.tag < tags.size() ? &tags[place.tag] : nullptr;
}

void App::on(const OpenCatalogEntry& command) {
    const CatalogTag* tag = tag_at(command.place);
    if (!tag) return;
    const std::optional<CatalogPlace> compared = std::exchange(state_.catalog.compared, std::nullopt);
    const CatalogTag* other = compared && compared != command.place ? tag_at(*compared) : nullptr;
    if (!other) return effects_.push_back(OpenAddresses{{tag->url}});
    // The older one is A, whichever was chosen first; of those without dates the first.
    const auto older = parse_time(tag->created), newer = parse_time(other->created);
    const bool turned = older && newer && *older < *newer;
    effects_.push_back(OpenAddresses{turned ? std::vector{tag->url, other->url} : std::vector{other->url, tag->url}});
}

void App::on(const CompareWithEntry& command) {
    const CatalogTag* tag = tag_at(command.place);
    if (!tag || state_.shown == 0) return;
    compared_next_ = {.name = std::string(base_name(tag->url)), .newer = state_.shown};
    effects_.push_back(OpenAddresses{{tag->url}});
}

void App::on(const CompareWithFile&) {
    compared_next_ = {.name = "", .newer = state_.shown};
    effects_.push_back(PickFiles{});
}

void App::dragged(bool over) {
    state_.dragging = over;
    if (over) compared_next_.reset(); // nothing was picked
}

void App::on(const SelectCatalogEntry& command) { state_.catalog.row = command.place; }

void App::on(const CompareCatalogEntry& command) {
    state_.catalog.compared = command.place == state_.catalog.compared ? std::nullopt : command.place;
    // What it is compared with is often another tag of the same image.
    if (state_.catalog.compared) state_.catalog.open.insert(command.place->image);
    state_.list_focus = true; // the next row is chosen in it, with the keyboard too
}

void App::on(const SetCatalogOpen& command) {
    if (command.open)
        state_.catalog.open.insert(command.image);
    else
        state_.catalog.open.erase(command.image);
}

void App::on(const SetCatalogSearch& command) { state_.catalog.search = command.text; }

} // namespace strata::ui
