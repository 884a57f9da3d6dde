#include "core/insight/examiner.hpp"

#include "core/insight/package_examiner.hpp"
#include "core/insight/secret_examiner.hpp"

#include <algorithm>
#include <utility>

namespace strata {

namespace {

class JoinedExamination final : public Examination {
public:
    void add(std::unique_ptr<Examination> part) { parts_.push_back({std::move(part), Appetite::more}); }

    Appetite take(std::span<const std::byte> bytes) override {
        Appetite all = Appetite::enough;
        for (Part& part : parts_) {
            if (part.appetite == Appetite::more) part.appetite = part.look->take(bytes);
            if (part.appetite == Appetite::more) all = Appetite::more;
        }
        return all;
    }

    FileFacts finish() override {
        FileFacts facts;
        for (Part& part : parts_) facts.append(part.look->finish());
        return facts;
    }

private:
    struct Part {
        std::unique_ptr<Examination> look;
        Appetite appetite = Appetite::more;
    };
    std::vector<Part> parts_;
};

class JoinedExaminer final : public Examiner {
public:
    explicit JoinedExaminer(std::vector<std::unique_ptr<Examiner>> parts) : parts_(std::move(parts)) {}

    std::uint8_t kinds() const override {
        unsigned kinds = 0;
        for (const auto& part : parts_) kinds |= part->kinds();
        return static_cast<std::uint8_t>(kinds);
    }

    std::unique_ptr<Examination> begin(std::string_view path, const Entry& entry) const override {
        std::unique_ptr<Examination> only;
        std::unique_ptr<JoinedExamination> joined;
        for (const auto& part : parts_) {
            auto look = part->begin(path, entry);
            if (!look) continue;
            if (!only && !joined) {
                only = std::move(look);
                continue;
            }
            if (!joined) {
                joined = std::make_unique<JoinedExamination>();
                joined->add(std::move(only));
            }
            joined->add(std::move(look));
        }
        return joined ? std::move(joined) : std::move(only);
    }

    std::vector<FileFacts> finish_layer(const LayerTree& tree, std::vector<FileFacts> facts) const override {
        for (const auto& part : parts_) facts = part->finish_layer(tree, std::move(facts));
        return facts;
    }

private:
    std::vector<std::unique_ptr<Examiner>> parts_;
};

} // namespace

std::unique_ptr<Examiner> join_examiners(std::vector<std::unique_ptr<Examiner>> parts) {
    return std::make_unique<JoinedExaminer>(std::move(parts));
}

std::unique_ptr<Examiner> make_examiner(std::uint8_t kinds, const Limits& limits) {
    std::vector<std::unique_ptr<Examiner>> parts;
    if ((kinds & facts_packages) != 0) parts.push_back(make_package_examiner(limits));
    if ((kinds & facts_secrets) != 0) parts.push_back(make_secret_examiner(limits));
    return join_examiners(std::move(parts));
}

} // namespace strata
