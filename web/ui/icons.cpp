#include "web/ui/draw.hpp"

#include <span>

namespace strata::ui {

namespace {

/// Strokes on a grid of 16 by 16, each a run of points.
void stroke(const ImVec2& corner, float unit, float weight, ImU32 colour, std::initializer_list<ImVec2> points,
            ImDrawFlags flags = 0) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const ImVec2& point : points) list.PathLineTo({corner.x + point.x * unit, corner.y + point.y * unit});
    list.PathStroke(colour, flags, weight);
}

void fill(const ImVec2& corner, float unit, ImU32 colour, std::initializer_list<ImVec2> points) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (const ImVec2& point : points) list.PathLineTo({corner.x + point.x * unit, corner.y + point.y * unit});
    list.PathFillConvex(colour);
}

void draw_sun(const ImVec2& corner, float unit, float weight, ImU32 colour) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddCircle({corner.x + 8 * unit, corner.y + 8 * unit}, 3 * unit, colour, 0, weight);
    constexpr ImVec2 rays[] = {{0, -1},      {0, 1},        {-1, 0},       {1, 0},
                               {0.7f, 0.7f}, {-0.7f, 0.7f}, {0.7f, -0.7f}, {-0.7f, -0.7f}};
    for (const ImVec2& ray : rays)
        stroke(corner, unit, weight, colour,
               {{8 + ray.x * 4.8f, 8 + ray.y * 4.8f}, {8 + ray.x * 6.4f, 8 + ray.y * 6.4f}});
}

void draw_moon(const ImVec2& corner, float unit, float weight, ImU32 colour) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 centre = {corner.x + 8 * unit, corner.y + 8 * unit};
    list.PathArcTo(centre, 5.2f * unit, 0.35f, 5.0f);
    list.PathArcTo({centre.x + 2.8f * unit, centre.y - 2.0f * unit}, 4.4f * unit, 4.35f, 1.15f);
    list.PathStroke(colour, ImDrawFlags_Closed, weight);
}

} // namespace

void draw_icon(const Ui& ui, ImVec4 room, Icon icon, ImU32 colour) {
    const float unit = ui.theme.px(1);
    const float weight = ui.theme.px(1.3f);
    const ImVec2 at = {(room.x + room.z) / 2 - 8 * unit, (room.y + room.w) / 2 - 8 * unit};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    switch (icon) {
    case Icon::chevron_right: return stroke(at, unit, weight, colour, {{6, 4.5f}, {9.5f, 8}, {6, 11.5f}});
    case Icon::chevron_down: return stroke(at, unit, weight, colour, {{4.5f, 6}, {8, 9.5f}, {11.5f, 6}});
    case Icon::chevron_up: return stroke(at, unit, weight, colour, {{4.5f, 9.5f}, {8, 6}, {11.5f, 9.5f}});
    case Icon::caret_down: return fill(at, unit, colour, {{4.5f, 6}, {11.5f, 6}, {8, 10.5f}});
    case Icon::search:
        list.AddCircle({at.x + 7 * unit, at.y + 7 * unit}, 4 * unit, colour, 0, weight);
        return stroke(at, unit, weight, colour, {{10, 10}, {13, 13}});
    case Icon::copy:
        list.AddRect({at.x + 3 * unit, at.y + 3 * unit}, {at.x + 10 * unit, at.y + 10 * unit}, colour, unit, 0, weight);
        return stroke(at, unit, weight, colour, {{12.5f, 6}, {13, 6}, {13, 13}, {6, 13}, {6, 12.5f}});
    case Icon::sun: return draw_sun(at, unit, weight, colour);
    case Icon::moon: return draw_moon(at, unit, weight, colour);
    case Icon::close:
        stroke(at, unit, weight, colour, {{4.5f, 4.5f}, {11.5f, 11.5f}});
        return stroke(at, unit, weight, colour, {{11.5f, 4.5f}, {4.5f, 11.5f}});
    case Icon::help:
        list.PathArcTo({at.x + 8 * unit, at.y + 6 * unit}, 2.6f * unit, 3.3f, 7.4f);
        list.PathLineTo({at.x + 8 * unit, at.y + 9 * unit});
        list.PathLineTo({at.x + 8 * unit, at.y + 10 * unit});
        list.PathStroke(colour, 0, weight);
        return list.AddCircleFilled({at.x + 8 * unit, at.y + 12.6f * unit}, 0.9f * unit, colour);
    case Icon::swap:
        stroke(at, unit, weight, colour, {{3, 6}, {13, 6}, {10.5f, 3.5f}});
        return stroke(at, unit, weight, colour, {{13, 10}, {3, 10}, {5.5f, 12.5f}});
    case Icon::check: return stroke(at, unit, weight, colour, {{3.5f, 8.5f}, {6.5f, 11.5f}, {12.5f, 4.5f}});
    case Icon::warning:
        stroke(at, unit, weight, colour, {{8, 2.5f}, {14, 13}, {2, 13}}, ImDrawFlags_Closed);
        stroke(at, unit, weight, colour, {{8, 6.5f}, {8, 9.5f}});
        return list.AddCircleFilled({at.x + 8 * unit, at.y + 11.3f * unit}, 0.8f * unit, colour);
    case Icon::open:
        return stroke(at, unit, weight, colour,
                      {{2.5f, 12.5f}, {2.5f, 4}, {6.5f, 4}, {8, 5.8f}, {13.5f, 5.8f}, {13.5f, 12.5f}},
                      ImDrawFlags_Closed);
    case Icon::folder:
        return list.AddRectFilled({at.x + 5.5f * unit, at.y + 5.5f * unit}, {at.x + 10.5f * unit, at.y + 10.5f * unit},
                                  colour, unit);
    case Icon::file: return list.AddCircleFilled({at.x + 8 * unit, at.y + 8 * unit}, 1.3f * unit, colour);
    case Icon::link:
        stroke(at, unit, weight, colour, {{5.5f, 10.5f}, {10.5f, 5.5f}});
        return stroke(at, unit, weight, colour, {{6.5f, 5.5f}, {10.5f, 5.5f}, {10.5f, 9.5f}});
    case Icon::menu:
        for (const float y : {4.5f, 8.0f, 11.5f}) stroke(at, unit, weight, colour, {{3, y}, {13, y}});
        return;
    case Icon::menu_dots:
        for (const float x : {4.0f, 8.0f, 12.0f})
            list.AddCircleFilled({at.x + x * unit, at.y + 8 * unit}, 1.2f * unit, colour);
        return;
    }
}

} // namespace strata::ui
