#include "tests/kit/ar_writer.hpp"

namespace strata::kit {

namespace {

constexpr std::size_t longest_name = 15;

std::string padded(std::string field, std::size_t width) {
    field.resize(width, ' ');
    return field;
}

std::string member(const std::string& name, const std::string& bytes, std::int64_t mtime) {
    std::string out = padded(name, 16) + padded(std::to_string(mtime), 12) + padded("0", 6) + padded("0", 6) +
                      padded("100644", 8) + padded(std::to_string(bytes.size()), 10) + "`\n" + bytes;
    if (bytes.size() % 2 != 0) out += '\n';
    return out;
}

} // namespace

std::string write_ar(const std::vector<ArFile>& files) {
    std::string names;
    std::string members;
    for (const ArFile& file : files) {
        std::string name = file.name + "/";
        if (file.name.size() > longest_name) {
            name = "/" + std::to_string(names.size());
            names += file.name + "/\n";
        }
        members += member(name, file.bytes, file.mtime);
    }
    return "!<arch>\n" + (names.empty() ? "" : member("//", names, 0)) + members;
}

} // namespace strata::kit
