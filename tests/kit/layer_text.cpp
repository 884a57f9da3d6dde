#include "tests/kit/layer_text.hpp"

#include "core/model/layer_builder.hpp"

#include <functional>
#include <sstream>
#include <stdexcept>

namespace strata::kit {

namespace {

struct Line {
    TarEntry entry;
    std::string path;
    std::string bytes;
    bool hashed = true;
};

std::string from_hex(const std::string& digits) {
    std::string bytes;
    for (std::size_t at = 0; at + 1 < digits.size(); at += 2)
        bytes += static_cast<char>(std::stoul(digits.substr(at, 2), nullptr, 16));
    return bytes;
}

void read_fact(Line& line, const std::string& word) {
    const std::size_t colon = word.find(':');
    const std::string key = word.substr(0, colon);
    const std::string value = colon == word.npos ? "" : word.substr(colon + 1);
    if (key == "unhashed")
        line.hashed = false;
    else if (key == "mode")
        line.entry.mode = static_cast<std::uint16_t>(std::stoul(value, nullptr, 8));
    else if (key == "uid")
        line.entry.owner.uid = static_cast<std::uint32_t>(std::stoul(value));
    else if (key == "gid")
        line.entry.owner.gid = static_cast<std::uint32_t>(std::stoul(value));
    else if (key == "mtime")
        line.entry.mtime = std::stoll(value);
    else if (key == "nano")
        line.entry.mtime_nanoseconds = static_cast<std::uint32_t>(std::stoul(value));
    else if (key == "stray")
        line.entry.stray_link = value;
    else if (key == "size")
        line.entry.size = std::stoull(value);
    else if (key.starts_with("user."))
        line.entry.extra.xattrs.emplace_back(key, value);
    else if (key.starts_with("security."))
        line.entry.extra.xattrs.emplace_back(key, from_hex(value));
    else
        throw std::invalid_argument("layer text: " + word);
}

Line read_line(const std::string& written) {
    Line line;
    line.entry.mode = 0644;
    std::istringstream words(written);
    words >> line.path;
    for (std::size_t at = line.path.find("%20"); at != line.path.npos; at = line.path.find("%20", at)) {
        line.path.erase(at, 2);
        line.path[at] = ' ';
    }
    if (const std::size_t equals = line.path.find('='); equals != line.path.npos) {
        line.bytes = line.path.substr(equals + 1);
        line.path.resize(equals);
        line.entry.size = line.bytes.size();
    } else if (line.path.ends_with('/')) {
        line.entry.type = FileType::directory;
        line.entry.mode = 0755;
    }
    for (std::string word; words >> word;) {
        if (word == "->" || word == "=>") {
            line.entry.type = word == "->" ? FileType::symbolic_link : FileType::hard_link;
            words >> line.entry.extra.link_target;
        } else if (word == "%") {
            char colon = 0;
            line.entry.type = FileType::character_device;
            words >> line.entry.extra.device_major >> colon >> line.entry.extra.device_minor;
        } else if (word == "|") {
            line.entry.type = FileType::fifo;
        } else {
            read_fact(line, word);
        }
    }
    return line;
}

} // namespace

Layer layer_from_text(std::string_view text) {
    LayerBuilder builder;
    Layer layer;
    std::istringstream lines{std::string(text)};
    for (std::string written; std::getline(lines, written);) {
        if (written.find_first_not_of(' ') == written.npos) continue;
        Line line = read_line(written);
        line.entry.path = line.path;
        const auto added = builder.add(line.entry);
        if (!added) throw std::invalid_argument(added.error().message);
        if (line.entry.type != FileType::regular || *added == no_entry) continue;
        layer.file_bytes += line.entry.size;
        // Equal bytes, equal hash: all that the tests need.
        if (line.hashed) builder.set_content(*added, {std::hash<std::string>{}(line.bytes) | 1, line.entry.size + 1});
    }
    layer.tree = builder.finish();
    return layer;
}

Inspection inspection_from_text(std::initializer_list<std::string_view> layers) {
    Inspection inspection;
    for (const std::string_view layer : layers) {
        inspection.layers.push_back(std::make_shared<const Layer>(layer_from_text(layer)));
        inspection.image.layers.emplace_back().state = BlobState::present;
    }
    return inspection;
}

} // namespace strata::kit
