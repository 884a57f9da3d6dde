#include "web/ui/views/views.hpp"

namespace strata::ui {

void draw_popups(const Screen&, Commands&) {}
void App::restore_address(std::string_view) {}
void App::restore_setting(std::string_view, std::string_view) {}

} // namespace strata::ui
