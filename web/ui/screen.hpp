// What is handed to every view.
#pragma once

#include "web/ui/catalog.hpp"
#include "web/ui/command.hpp"
#include "web/ui/contents.hpp"
#include "web/ui/derived.hpp"
#include "web/ui/draw.hpp"
#include "web/ui/picture.hpp"
#include "web/ui/session.hpp"
#include "web/ui/state.hpp"

#include <cstdint>
#include <string_view>

namespace strata::ui {

/// What a view may look at.
struct Screen {
    Ui& ui;
    const State& state;
    const Session& session;
    Derived& derived;   ///< computes on first use, keeps what it computed
    Contents& contents; ///< what arrived of files
    const Pictures& pictures;
    const Catalog& catalog;
    const OpenImage* image = nullptr;   ///< state.shown
    const OpenImage* against = nullptr; ///< state.against
    double now = 0;                     ///< seconds
    std::int64_t clock = 0;             ///< seconds since 1970; 0: unknown
    bool settled = true;                ///< else figures of waste and of differences may change
    std::string_view wanted_address;    ///< the place that a link leads to, as long as its image is not there
};

} // namespace strata::ui
