#include "core/report/software_bill.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/insight/checks.hpp"
#include "core/insight/package_url.hpp"
#include "core/report/diff_report.hpp"
#include "core/report/text.hpp"

#include <array>
#include <set>

namespace strata {

std::vector<std::string> bill_gaps(const SoftwareBill& bill) {
    std::vector<std::string> gaps;
    if (std::string missing = missing_packages(bill.list, bill.timeline); !missing.empty())
        gaps.push_back(printable(missing));
    for (const std::string& part : unread_parts(bill.inspection)) gaps.push_back(printable(part));
    const std::size_t listed = bill.packages.size(), all = bill.list.packages.size();
    if (listed < all)
        gaps.push_back(text("only ", listed, " of ", all, " packages ", listed == 1 ? "was" : "were", " asked for"));
    return gaps;
}

std::string bill_name(const Inspection& inspection) { return image_title(inspection); }

const Digest& bill_digest(const Inspection& inspection) {
    const ImageRecord& image = inspection.image;
    return image.manifest_digest ? image.manifest_digest : image.config_digest;
}

std::string bill_uuid(const Inspection& inspection) {
    constexpr std::size_t uuid_bytes = 16;
    constexpr std::string_view digits = "0123456789abcdef";
    std::array<std::uint8_t, uuid_bytes> bytes{};
    for (std::size_t i = 0; i < uuid_bytes; i++) bytes[i] = bill_digest(inspection).bytes[i];
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0fU) | 0x80U);
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3fU) | 0x80U);
    std::string out;
    for (std::size_t i = 0; i < uuid_bytes; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10) out += '-';
        out += digits[bytes[i] >> 4];
        out += digits[bytes[i] & 15U];
    }
    return out;
}

std::string bill_time(const Inspection& inspection) {
    const auto time = parse_time(inspection.image.config.created);
    return time ? format_time(time->seconds) : "";
}

std::string package_urls(const SoftwareBill& bill) {
    std::set<std::string> urls;
    for (const FoundPackage* found : bill.packages) urls.insert(package_url(found->package, bill.list.distribution));
    std::string out;
    for (const std::string& url : urls) out.append(url).append(1, '\n');
    return out;
}

} // namespace strata
