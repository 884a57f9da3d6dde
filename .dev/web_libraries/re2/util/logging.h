// In the place of RE2's own log: that writes to streams, which with all the locales they know would be a part of the
// page that nobody ever sees. What must never happen ends the program without a word.
#ifndef UTIL_LOGGING_H_
#define UTIL_LOGGING_H_

#include <assert.h>
#include <stdlib.h>

#include "util/util.h"

struct Unsaid {
    template <class Word>
    const Unsaid& operator<<(const Word&) const {
        return *this;
    }
};
inline Unsaid unsaid() { return {}; }
[[noreturn]] inline Unsaid unsaid_end() { abort(); }

#define LOG_INFO unsaid
#define LOG_WARNING unsaid
#define LOG_ERROR unsaid
#define LOG_DFATAL unsaid
#define LOG_FATAL unsaid_end
#define LOG_QFATAL unsaid_end
#define LOG(severity) LOG_##severity()
#define VLOG(level) unsaid()

#define CHECK(condition) if (condition) {} else unsaid_end()
#define CHECK_LT(a, b) CHECK((a) < (b))
#define CHECK_GT(a, b) CHECK((a) > (b))
#define CHECK_LE(a, b) CHECK((a) <= (b))
#define CHECK_GE(a, b) CHECK((a) >= (b))
#define CHECK_EQ(a, b) CHECK((a) == (b))
#define CHECK_NE(a, b) CHECK((a) != (b))
#define DCHECK(condition) assert(condition)
#define DCHECK_LT(a, b) assert((a) < (b))
#define DCHECK_GT(a, b) assert((a) > (b))
#define DCHECK_LE(a, b) assert((a) <= (b))
#define DCHECK_GE(a, b) assert((a) >= (b))
#define DCHECK_EQ(a, b) assert((a) == (b))
#define DCHECK_NE(a, b) assert((a) != (b))

#endif
