// What a function that can fail returns, and how a failure travels to the edge where it is printed.
#pragma once

#include <concepts>
#include <expected>
#include <string>
#include <string_view>
#include <utility>

namespace strata {

/// One failure as a sentence for people: what happened, where, and what to do where that is known.
struct Error {
    std::string message;

    /// The same failure seen from one step further out: `within("layer 3")` gives "layer 3: gzip: bad CRC at byte
    /// 81920".
    [[nodiscard]] Error within(std::string_view what) && {
        message.insert(0, ": ").insert(0, what);
        return std::move(*this);
    }
    friend bool operator==(const Error&, const Error&) = default;
};

template <class T = void>
using Result = std::expected<T, Error>;

/// Makes the failing value of any `Result`: `return fail("tar: size ", n, " is negative");` joins its parts with
/// `text`.
[[nodiscard]] inline std::unexpected<Error> fail(std::string message) {
    return std::unexpected(Error{std::move(message)});
}

/// `return wrap(std::move(result).error(), "layer 3");` adds what was being read.
[[nodiscard]] inline std::unexpected<Error> wrap(Error error, std::string_view what) {
    return std::unexpected(std::move(error).within(what));
}

namespace detail {
template <class T>
T release(std::expected<T, Error>&& result) {
    return *std::move(result);
}
inline void release(std::expected<void, Error>&&) {}
} // namespace detail

} // namespace strata

/// The value of a `Result`, or an early return of its error: `auto size = TRY(source.size());`
#define TRY(expression)                                                                                                \
    __extension__({                                                                                                    \
        auto try_result = (expression);                                                                                \
        if (!try_result) return std::unexpected(std::move(try_result).error());                                        \
        ::strata::detail::release(std::move(try_result));                                                              \
    })

/// TRY that says what was being read when it fails: `TRY_WITHIN("layer 3", read_layer(blob));`
#define TRY_WITHIN(what, expression)                                                                                   \
    __extension__({                                                                                                    \
        auto try_result = (expression);                                                                                \
        if (!try_result) return ::strata::wrap(std::move(try_result).error(), what);                                   \
        ::strata::detail::release(std::move(try_result));                                                              \
    })
