// Opens what IMAGE names: a path, "-", one of skopeo's transports, or a snapshot; and chooses an image in it.
#pragma once

#include "core/archive/archive.hpp"
#include "core/image/inspect.hpp"
#include "core/model/inspection.hpp"
#include "core/model/listing.hpp"
#include "core/tree/timeline.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"
#include "shell/progress.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace strata {

/// IMAGE taken apart: "oci:build/out:web" is the path "build/out" and the reference "web".
struct Operand {
    std::string path;      ///< "-" for standard input
    std::string reference; ///< REF or N, "" when none is written
};
/// A word that is the name of an existing file is that file, whatever it looks like. In skopeo's transports the first
/// colon ends the path; docker-archive's ":@N" counts from 0, as skopeo does.
[[nodiscard]] Operand parse_operand(std::string_view word);

/// An opened archive with all its images, or a snapshot with its one.
struct Input {
    std::string name;                 ///< as the person wrote it, for messages
    std::unique_ptr<Archive> archive; ///< null for a snapshot
    Listing listing;
    std::optional<Inspection> snapshot;
    std::string reference;  ///< from the operand
    std::size_t chosen = 0; ///< in listing.images; valid after open_image

    [[nodiscard]] const ImageRecord& image() const { return listing.images[chosen]; }
};

/// Opens and lists. What is wrong with the archive as a whole is reported on the console.
[[nodiscard]] Result<Input> open_input(std::string_view word, const Arguments& arguments, Console& console);

/// The same, and chooses the image by REF, --image (or the option that takes its place) and --platform. Fails with a
/// table of what there is where the choice is open. The image's own problems are reported on the console.
[[nodiscard]] Result<Input> open_image(std::string_view word, const Arguments& arguments, Console& console,
                                       std::string_view option = "image");

struct ImageChoice {
    std::string image;                 ///< REF, the front of an id, or N from 1; "" for any
    std::optional<Platform> platform;  ///< any where there is none
    std::string_view option = "image"; ///< that chooses by REF or N, for the message; "" for none
};
/// The number of the image in `listing`. Where several fit, the one that is available in the archive, if only one is.
[[nodiscard]] Result<std::size_t> choose_image(const Listing& listing, const ImageChoice& choice);

/// Limits, threads and progress for reading layers, from the arguments.
[[nodiscard]] InspectOptions inspect_options(const Arguments& arguments, const Console& console, ProgressBar& bar);

/// Whether reading leaves places from which files of packed layers can be read again (Layer::checkpoints).
enum class Restarts : std::uint8_t { none, kept };

struct Reading {
    Hashing hashing = Hashing::when_free;
    const Examiner* examiner = nullptr; ///< looks into files as they pass; a snapshot has what it has
    Restarts restarts = Restarts::none;
    const Inspection* known = nullptr; ///< layers that need not be read again
};
/// The chosen image with all its layers, read in parallel under a progress bar; a snapshot's own inspection. Problems
/// of layers are reported on the console.
[[nodiscard]] Inspection inspect_image(const Input& input, const Arguments& arguments, Console& console,
                                       const Reading& reading = {});

/// Tells that nobody has looked into the files of so many layers for `what` ("secrets"), and what helps where the image
/// is a snapshot. Nothing for none.
void tell_unexamined(const Input& input, std::uint32_t layers, std::string_view what, Console& console);

/// An inspection and its timeline.
struct Settled {
    Inspection inspection;
    Timeline timeline;
};
/// Which files' bytes are compared: of each path that layers state anew with the same size, so that it is known what
/// each layer changed; or also of files of one size at other paths, as find_waste needs them for duplicates.
enum class Settling : std::uint8_t { changes, waste };
/// With those files hashed, where they are not yet.
[[nodiscard]] Result<Settled> settle(const Input& input, Inspection inspection, const Arguments& arguments,
                                     Console& console, Settling settling = Settling::changes);

/// With `places` hashed under a progress bar; a snapshot has what it has. What goes wrong is reported on the console.
[[nodiscard]] Result<Inspection> hash_places(const Input& input, Inspection inspection, std::span<const Place> places,
                                             const Arguments& arguments, Console& console);

} // namespace strata
