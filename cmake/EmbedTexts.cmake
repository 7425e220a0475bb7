# Writes a .cpp with text files as std::string_view constants in otpost::NAMESPACE::data, each named
# after its file, and the header that declares them. #embed would do, but ccache before 4.10 does
# not see what it reads and hands back objects with the text of yesterday.
# Usage: cmake -DINPUT=a.csv,b.csv -DHEADER=x.hpp -DSOURCE=x.cpp -DNAMESPACE=catalog -P EmbedTexts.cmake
string(REPLACE "," ";" files "${INPUT}")
set(declarations "")
set(definitions "")
foreach(path IN LISTS files)
    get_filename_component(name ${path} NAME_WE)
    file(READ ${path} content)
    string(APPEND declarations "extern const std::string_view ${name};\n")
    string(APPEND definitions "const std::string_view ${name} = R\"embedded(${content})embedded\";\n")
endforeach()
file(WRITE ${HEADER}.tmp
"// Generated from data/; do not edit.
#pragma once

#include <string_view>

namespace otpost::${NAMESPACE}::data {

${declarations}
}  // namespace otpost::${NAMESPACE}::data
")
file(COPY_FILE ${HEADER}.tmp ${HEADER} ONLY_IF_DIFFERENT)
get_filename_component(header_name ${HEADER} NAME)
file(WRITE ${SOURCE}.tmp
"// Generated from data/; do not edit.
#include \"${header_name}\"

#pragma clang diagnostic ignored \"-Woverlength-strings\"

namespace otpost::${NAMESPACE}::data {

${definitions}
}  // namespace otpost::${NAMESPACE}::data
")
file(COPY_FILE ${SOURCE}.tmp ${SOURCE} ONLY_IF_DIFFERENT)
