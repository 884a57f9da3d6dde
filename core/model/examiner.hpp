// Who looks into files while a layer is read: the reading wing calls it, the insights are it.
#pragma once

#include "core/model/facts.hpp"
#include "core/model/layer.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace strata {

/// A look at one file.
class Examination {
public:
    virtual ~Examination() = default;
    /// The file's next bytes, in order.
    virtual void take(std::span<const std::byte> bytes) = 0;
    /// Once, after the last bytes; `entry` is filled in by the caller.
    [[nodiscard]] virtual FileFacts finish() = 0;
};

class Examiner {
public:
    virtual ~Examiner() = default;
    /// Null where the file's bytes are of no interest: then they need not be read. `path` is the whole one, from "/"
    /// on. Called from several threads at once.
    [[nodiscard]] virtual std::unique_ptr<Examination> begin(std::string_view path, const Entry& entry) const = 0;
};

} // namespace strata
