#include "core/image/draft.hpp"

#include "core/base/text.hpp"

#include <utility>

namespace strata {

void complain(std::vector<Problem>& problems, Severity severity, std::string message) {
    constexpr std::size_t most = 100;
    if (problems.size() < most) problems.push_back({severity, std::move(message)});
}

bool NameBudget::grant(std::size_t image, const Reference& name) {
    if (is_spent()) return false;
    std::string key = text(image, ' ', name.text());
    if (granted_.contains(key)) return false;
    used_ += sizeof(Reference) + sizeof(std::string) + 2 * key.size();
    if (is_spent()) return false;
    granted_.insert(std::move(key));
    return true;
}

std::string NameBudget::spent_message() const {
    return text("the names of all images take more than ", limit_,
                " bytes, which is the limit (--limit reference-bytes); the rest is not shown");
}

} // namespace strata
