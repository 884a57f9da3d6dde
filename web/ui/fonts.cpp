#include "web/ui/fonts.hpp"

#include <cstddef>
#include <span>

// Made at build time from the distribution's font packages, reduced to the characters of web/fonts.txt.
extern "C" {
extern const unsigned char strata_font_sans[], strata_font_strong[], strata_font_mono[];
extern const unsigned strata_font_sans_size, strata_font_strong_size, strata_font_mono_size;
}

namespace strata::ui {

namespace {

ImFont* add(const unsigned char* bytes, unsigned size, const ImFontLoader* fallback) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    ImFont* font =
        atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(bytes), static_cast<int>(size), 13.0f, &config);
    if (fallback) {
        ImFontConfig system;
        system.MergeMode = true;
        system.FontLoader = fallback;
        atlas.AddFont(&system);
    }
    return font;
}

} // namespace

Fonts load_fonts(const ImFontLoader* fallback) {
    Fonts fonts = {.sans = add(strata_font_sans, strata_font_sans_size, fallback),
                   .strong = add(strata_font_strong, strata_font_strong_size, fallback),
                   .mono = add(strata_font_mono, strata_font_mono_size, fallback)};
    fonts.mono->AddRemapChar(U'−', U'–'); // its own minus is as short as a hyphen
    return fonts;
}

} // namespace strata::ui
