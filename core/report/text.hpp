// Strangers' bytes as text that is safe to show: nothing in it moves the cursor, changes colours or hides itself.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace strata {

/// The text with everything escaped that a terminal or a reader could be fooled by: control characters (`\n`, `\t`,
/// `\x1b`), bytes that are no UTF-8 (`\xff`), and characters that are invisible or turn the direction of writing
/// (`\u202e`), but for joiners where their script or emoji needs them. Backslashes stay as they are.
[[nodiscard]] std::string printable(std::string_view bytes);

/// The same for text of several lines: line ends stay.
[[nodiscard]] std::string printable_lines(std::string_view bytes);

/// The same for Markdown: a cell of a table ends where it should, and nothing in it is a tag, a link or a mark.
[[nodiscard]] std::string markdown_text(std::string_view bytes);

/// One word of a POSIX shell that means these bytes and nothing else: bare where all of it is `[A-Za-z0-9_./+-]`, else
/// in single quotes. What is not printable makes it `$'a\012b'`, on one line, which POSIX 2024, bash, zsh and busybox
/// read; an older dash takes it for a name that is not there.
[[nodiscard]] std::string shell_word(std::string_view bytes);

/// Columns that text takes on a terminal: wide East Asian characters and emoji take two, combining marks none.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// `text` with blanks up to `width` columns: behind it, or before it.
[[nodiscard]] std::string padded(std::string_view text, std::size_t width);
[[nodiscard]] std::string padded_left(std::string_view text, std::size_t width);

/// The text cut to at most `width` columns, its end replaced by "…" where something was cut (docker's Ellipsis).
[[nodiscard]] std::string ellipsis(std::string_view text, std::size_t width);

} // namespace strata
