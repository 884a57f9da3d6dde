#include "core/diff/cause.hpp"

namespace strata {

Cause cause_of(Reasons reasons) {
    constexpr unsigned attributes = reason_time | reason_owner | reason_mode | reason_xattr;
    if ((reasons & ~attributes) != 0) return Cause::content;
    switch (reasons & ~unsigned{reason_time}) {
    case 0: return reasons == 0 ? Cause::none : Cause::time;
    case reason_owner: return Cause::owner;
    case reason_mode: return Cause::mode;
    case reason_xattr: return Cause::xattr;
    default: return Cause::attributes;
    }
}

} // namespace strata
