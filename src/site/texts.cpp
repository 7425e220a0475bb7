// SPDX-License-Identifier: Apache-2.0
#include "site/texts.hpp"

#include <utility>

namespace otpost::site {

const Texts& texts_in(Language language) {
    switch (language) {
        case Language::en:
            return texts_en;
        case Language::es:
            return texts_es;
        case Language::ar:
            return texts_ar;
        case Language::de:
            return texts_de;
    }
    std::unreachable();
}

}  // namespace otpost::site
