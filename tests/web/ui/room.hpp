// A stage with one image, or with two that are compared, on which commands are tried.
#pragma once

#include "tests/kit/answer_on_stage.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <optional>
#include <string>

namespace strata::kit {

inline std::string content_of_room(std::uint32_t, const std::string& path) { return "text of " + path + "\n"; }

struct Room {
    Stage stage;
    explicit Room(int images = 1) {
        open_on_stage(stage, shop_image(), 1);
        if (images == 2) {
            open_on_stage(stage, newer_shop_image(), 2);
            stage.app().apply({ui::CompareWith{1}});
        }
        stage.settle();
        answer_on_stage(stage, shop_image(), content_of_room);
        (void)stage.effects();
    }
    const ui::State& state() { return stage.app().state(); }
    void apply(const ui::Command& command) {
        stage.app().apply(command);
        stage.settle();
    }
    void apply(ui::Action action) { apply({ui::DoAction{action}}); }
    void select(const char* path) {
        apply({ui::GoToNode{Timeline(shop_image()).find(path)}});
        answer_on_stage(stage, shop_image(), content_of_room);
    }
    template <class Wanted>
    std::optional<Wanted> asked() {
        for (const ui::Effect& effect : answer_on_stage(stage, shop_image(), content_of_room))
            if (const auto* wanted = std::get_if<Wanted>(&effect)) return *wanted;
        return std::nullopt;
    }
};

} // namespace strata::kit
