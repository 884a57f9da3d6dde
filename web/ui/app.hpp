// The page's whole behaviour: only `apply` and `receive` change anything, `draw` only shows and asks.
#pragma once

#include "core/diff/nested_wanted.hpp"
#include "web/messages.hpp"
#include "web/ui/catalog.hpp"
#include "web/ui/command.hpp"
#include "web/ui/contents.hpp"
#include "web/ui/derived.hpp"
#include "web/ui/draw.hpp"
#include "web/ui/picture.hpp"
#include "web/ui/screen.hpp"
#include "web/ui/session.hpp"
#include "web/ui/state.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace strata::ui {

/// What the App wants of the world outside.
struct SendRequest {
    web::Request request;
    std::uint64_t cost = 0;
};
struct CancelRequest {
    RequestId id = 0;
};
struct PickFiles {};
struct SaveBytes {
    std::string name;
    std::string media_type;
    std::string bytes;
};
struct PutOnClipboard {
    std::string text;
};
struct OpenAddresses {
    std::vector<std::string> urls;
}; ///< answered by `opened`, all at once
struct SetAddress {
    std::string query;      ///< "?image=samples/a.tar": where what is shown was fetched from; "" for the person's own
    std::string fragment;   ///< "#image=…&view=…"
    bool new_place = false; ///< of its own in the browser's history: Back leads to where one was before
};
struct CopyLink {
    std::string fragment;
}; ///< the page's whole address with this at its end
/// Answered by `picture_arrived`.
struct DecodePicture {
    std::uint32_t number = 0;
    std::string_view media_type;
    std::string bytes;
};
struct DropTexture {
    ImTextureID texture = 0;
};
struct KeepSetting {
    std::string name;
    std::string value;
};
using Effect = std::variant<SendRequest, CancelRequest, PickFiles, SaveBytes, PutOnClipboard, OpenAddresses, SetAddress,
                            CopyLink, KeepSetting, DecodePicture, DropTexture>;

/// A file, folder or address that the platform can read now, or could not open.
struct NewFile {
    FileId id = 0;
    std::string name;
    std::uint64_t bytes = 0; ///< 0 when unknown
    std::string failure;     ///< why it can't be read; "" when it can
    std::string url = {};    ///< the address that was asked for; "" for the person's own
};

class App {
public:
    explicit App(Fonts fonts);

    void set_system_scheme(Scheme scheme);
    /// Files that came together (one drop, one pick); they are listed at once, and two of them are compared, the second
    /// with the first.
    void opened(std::vector<NewFile> files);
    void receive(web::Answer answer);
    /// A worker died while it worked on this request.
    void lost(RequestId id, std::string message);
    /// What the browser made of a picture; `texture` is 0 where it could not.
    void picture_arrived(std::uint32_t number, Picture picture);
    void forget_pictures(); ///< all textures are gone
    void set_clock(std::int64_t seconds_since_1970);
    void works_offline(); ///< the browser has put all of the page into its cache
    void load_catalog(std::string_view json);
    void restore_address(std::string_view place); ///< "?image=…#image=…": what is not open is fetched from the first
    /// Files are held over the page, or no longer.
    void dragged(bool over);
    /// What was to be copied did not reach the clipboard.
    void copy_refused();
    void restore_setting(std::string_view name, std::string_view value);
    void apply(const Command& command);

    /// Draws one frame and applies what the person asked for in it.
    void draw(double now);
    [[nodiscard]] std::vector<Effect> take_effects();
    /// Seconds until a frame is wanted although nothing happens; negative for never.
    [[nodiscard]] bool is_reading() const; ///< files or layers are on their way
    [[nodiscard]] double next_frame_in() const;

    [[nodiscard]] const State& state() const { return state_; }
    [[nodiscard]] const Session& session() const { return session_; }
    [[nodiscard]] Ui& ui() { return ui_; }

private:
    // What each command does; `apply` chooses.
    void on(const DoAction& command);
    void on(const ShowImage& command);
    void on(const ChooseImage& command);
    void on(const SelectChoice& command);
    void on(const CompareWith& command);
    void on(const CompareWithRow& command);
    void on(const CompareWithEntry& command);
    void on(const CompareWithFile& command);
    void on(const OpenCatalogEntry& command);
    void on(const SelectCatalogEntry& command);
    void on(const CompareCatalogEntry& command);
    void on(const SetCatalogOpen& command);
    void on(const SetCatalogSearch& command);
    void on(const ShowView& command);
    void on(const ShowLayer& command);
    void on(const ShowScope& command);
    void on(const SelectNode& command);
    void on(const SelectDifference& command);
    void on(const SetExpandedInOlder& command);
    void on(const SetWaste& command);
    void on(const SetPackages& command);
    void on(const SelectFinding& command);
    void on(const SetOrigins& command);
    void on(const GoToLine& command);
    void on(const LineShown& command);
    void on(const SetTreemap& command);
    void on(const SetHistory& command);
    void on(const SelectHistory& command);
    void on(const SelectSetting& command);
    void on(const GoToNode& command);
    void on(const SetExpanded& command);
    void on(const SetFilter& command);
    void on(const SetSort& command);
    void on(const SetPreview& command);
    void on(const SetSearch& command);
    void on(const ShowPopup& command);
    void on(const SetPaletteText& command);
    void on(const SetColumns& command);
    void on(const CopyText& command);
    void on(const WantContent& command);
    void on(const WantInside& command);
    void on(const NextFound& command);
    void on(const SetPopupRow& command);
    void on(const AskText& command);
    void on(const CancelFile& command);
    void on(const DismissFile& command);
    void on(const DismissNotice& command);
    void on(const ShowFiles& command);
    void on(const WantPicture& command);
    [[nodiscard]] Screen screen(); ///< as it is now
    void run(Action action);
    void step_back();
    void step_layer(int by);
    void show_history(HistoryList list);
    void swap_sides();
    /// An image that comes by itself, as its file is listed, leaves one that was dropped later on screen.
    enum class Asked : std::uint8_t { by_file, by_person };
    void open_image(const OpenFile& file, std::uint32_t index, Asked asked);
    void show(std::uint32_t number);
    void request_layer(OpenImage& image, std::uint32_t layer);
    RequestId send(FileId file, decltype(web::Request::what) what, std::uint64_t cost = 0);
    void listed(OpenFile& file, web::ListAnswer answer);
    void layer_arrived(OpenImage& image, std::uint32_t layer, web::LayerAnswer answer);
    void layer_failed(OpenImage& image, std::uint32_t layer, std::string_view message);
    void after_answer(web::Answer answer);
    void close(std::uint32_t number);
    void cancel_all();
    void drop_requests(const OpenImage& image); ///< whatever workers do for it
    void read_again(); ///< files and layers that failed but could be read: a worker may have died
    void restyle();
    bool select(NodeIndex node);               ///< opens its folders; false where there is no such node
    void go_to(NodeIndex node);                ///< selects it among all files
    [[nodiscard]] std::string selected_path(); ///< "" where nothing is selected
    void select_path(std::string_view path);   ///< in the image shown; comparing, where only the older one has it
    void forget_selection();                   ///< what was selected of other images than those shown now
    void select_history(std::uint32_t row);
    void cancel(OpenFile& file);
    void run_on_selection(Action action); ///< what needs the selected file, or everything: copy, save, export, verify
    void run_export(Action action);
    [[nodiscard]] std::string list_csv(); ///< the list on screen
    [[nodiscard]] const CatalogTag* tag_at(const CatalogPlace& place) const;
    [[nodiscard]] std::string address() const;
    [[nodiscard]] std::string query() const; ///< of the addresses of what is shown
    /// The image open that the wanted address names as "image" or "against".
    [[nodiscard]] const OpenImage* wanted(std::string_view which) const;
    void keep_place();    ///< puts what is shown into the address
    void take_place();    ///< goes where the address said, once its image is there
    void choose_wanted(); ///< opens what the address said from archives of several images
    void leave_wanted();  ///< something else was opened than what the address said
    void open_wanted();
    [[nodiscard]] bool is_being_opened(std::string_view url) const;
    void keep_settings();
    void want_content(const ContentKey& key, std::uint64_t limit);
    void with_whole_file(Action action);
    void finish_errands();
    void copy(std::string what, std::string said);
    void say(std::string words); ///< for a moment, that something was done
    void expand_all();
    [[nodiscard]] bool selects_file(); ///< and no folder
    void open_differences();           ///< a comparison starts with as many folders open as there is room for
    void want_hashes();
    void want_hashes_of(OpenImage& image);
    [[nodiscard]] bool compares_files_of(const OpenImage& image) const; ///< by hashes that are on their way
    [[nodiscard]] bool is_settled() const; ///< all that figures of waste and of differences depend on is hashed
    void export_when_settled();
    void ask_for_hashes(OpenImage& image, const std::vector<Place>& places);
    bool hashes_arrived(const web::Answer& answer);
    void put_hashes(OpenImage& image);
    void want_inside();
    void look_inside(const OpenImage& older, const OpenImage& newer, const std::vector<NestedPair>& pairs);
    void ask_inside(const OpenImage& image, const std::vector<Place>& places);
    bool inside_arrived(const web::Answer& answer);
    void explain(const OpenImage& older, const OpenImage& newer);
    void forget_inside(std::uint32_t image);
    void verify(OpenImage& image);
    bool verified(const web::Answer& answer);
    void moved(OpenImage& image); ///< layers arrived: nodes have other numbers

    Ui ui_;
    State state_;
    Session session_;
    Derived derived_;
    Catalog catalog_;
    Contents contents_;
    Pictures pictures_;
    std::string wanted_address_, wanted_query_; ///< what a reload or a link asks for, until its image is there
    std::string last_address_, last_query_, selected_path_;
    bool address_kept_ = false;
    std::map<std::string, std::string> kept_; ///< settings as the browser keeps them
    /// Files to be hashed, of one layer.
    struct HashJob {
        RequestId request = 0;
        std::uint32_t image = 0, layer = 0;
        std::vector<EntryIndex> entries;
        std::vector<ContentHash> hashes;
        bool answered = false;
    };
    std::vector<HashJob> hash_jobs_;
    std::set<std::pair<std::uint32_t, std::uint32_t>>
        hashed_; ///< images whose unsure files were asked for: (it, 0), for its waste (it, it), or two compared
    /// A report that waits until its figures are sure.
    struct AwaitedExport {
        Action action = Action::export_json;
        std::uint32_t shown = 0, against = 0; ///< as State has them
    };
    std::optional<AwaitedExport> awaited_export_;
    /// Files of one layer to be looked into.
    struct InsideJob {
        RequestId request = 0;
        std::uint32_t image = 0;
        std::vector<Place> places;
    };
    std::vector<InsideJob> inside_jobs_;
    std::map<ContentKey, NestedFile> inside_;             ///< what was found in each
    std::pair<std::uint32_t, std::uint32_t> opened_pair_; ///< older and newer: open_differences() is done for them
    /// The pairs that were looked into, by the numbers of the older and the newer image.
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<NestedPair>> inside_pairs_;
    /// What is done with a file as soon as all of it is there.
    struct Errand {
        Action action = Action::copy_content;
        ContentKey key;
        std::string name;
        std::uint64_t bytes = 0; ///< of the whole file
    };
    bool finish(const Errand& errand); ///< whether nothing is left to wait for
    std::vector<Errand> errands_;
    std::vector<Effect> effects_;
    std::vector<FileId> pair_; ///< files that came together and are to be compared once both are listed
    /// A file that was asked for to be compared with an image.
    struct ComparedNext {
        std::string name;        ///< "": the next one, whatever it is called
        std::uint32_t newer = 0; ///< OpenImage::number
    };
    std::optional<ComparedNext> compared_next_;
    Scheme system_scheme_ = Scheme::dark;
    bool restyled_ = false;
    RequestId last_request_ = 0;
    std::uint32_t last_image_ = 0;
    double now_ = 0;
    std::int64_t clock_ = 0; ///< seconds since 1970 when now_ was 0
};

} // namespace strata::ui
