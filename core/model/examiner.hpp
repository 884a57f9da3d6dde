// Who looks into files while a layer is read: the reading wing calls it, the insights are it.
#pragma once

#include "core/model/facts.hpp"
#include "core/model/layer.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace strata {

/// Whether a look at a file needs more of its bytes.
enum class Appetite : std::uint8_t { more, enough };

/// A look at one file.
class Examination {
public:
    virtual ~Examination() = default;
    /// The file's next bytes, in order. After `enough` it gets no more, and where nobody else needs them they are not
    /// read: say so as soon as the first bytes tell that a file is of no interest.
    [[nodiscard]] virtual Appetite take(std::span<const std::byte> bytes) = 0;
    /// Once, after the last bytes; `entry` is filled in by the caller.
    [[nodiscard]] virtual FileFacts finish() = 0;
};

class Examiner {
public:
    virtual ~Examiner() = default;
    /// What it looks for: bits of FactKind.
    [[nodiscard]] virtual std::uint8_t kinds() const = 0;
    /// Null where the file's bytes are of no interest: then they need not be read. `path` is the whole one, from "/"
    /// on. Called for each regular file that has bytes, from several threads at once.
    [[nodiscard]] virtual std::unique_ptr<Examination> begin(std::string_view path, const Entry& entry) const = 0;
    /// Once all files of a layer have passed: what they say, with what some say only together. `facts` are those of all
    /// its files, in the order of the tar; what `kept` holds is dropped afterwards.
    [[nodiscard]] virtual std::vector<FileFacts> finish_layer(const LayerTree& tree,
                                                              std::vector<FileFacts> facts) const {
        (void)tree;
        return facts;
    }
};

} // namespace strata
