// The Dockerfile instruction behind a row of history, as its author would write it.
#pragma once

#include "core/model/config.hpp"

#include <string>
#include <string_view>

namespace strata {

/// `/bin/sh -c #(nop) COPY …` is "COPY …", `RUN |2 A=b C=d /bin/sh -c x # buildkit` and `/bin/sh -c x` are "RUN x". Of
/// several lines the first, with " …" behind it; runs of blanks become one. What is no instruction stays as it is.
/// The text is a stranger's: make it printable before showing it.
[[nodiscard]] std::string readable_instruction(std::string_view created_by);
/// What a row of the history did: its instruction in readable form, or its comment where a tool names none, as those do
/// that build without a Dockerfile; "" for neither.
[[nodiscard]] std::string step_title(const HistoryRow& row);

} // namespace strata
