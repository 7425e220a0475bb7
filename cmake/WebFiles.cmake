# Turns web/dist into a C++ table of embedded files. Run at build time:
# cmake -DDIST=web/dist -DOUTPUT=web_files.cpp -P WebFiles.cmake
file(GLOB_RECURSE files RELATIVE ${DIST} ${DIST}/*)
list(SORT files COMPARE STRING)
set(arrays "")
set(rows "")
set(index 0)
foreach(file IN LISTS files)
    # ccache before 4.10 does not see what #embed reads: the hash makes it look again.
    file(SHA256 ${DIST}/${file} hash)
    string(APPEND arrays
        "// ${hash}\nconstexpr char file_${index}[] = {\n#embed \"${DIST}/${file}\" if_empty('\\n')\n};\n")
    string(APPEND rows "    WebFile{\"/${file}\", {file_${index}, sizeof file_${index}}},\n")
    math(EXPR index "${index} + 1")
endforeach()
if(rows)
    set(table "constexpr WebFile files[] = {\n${rows}};\n")
    set(result "files")
else()
    set(table "")
    set(result "{}")
endif()
file(WRITE ${OUTPUT}.tmp
"// Generated from web/dist; do not edit.
#include \"api/static_files.hpp\"

namespace otpost::api {

namespace {

${arrays}
${table}
}  // namespace

std::span<const WebFile> web_files() {
    return ${result};
}

}  // namespace otpost::api
")
file(COPY_FILE ${OUTPUT}.tmp ${OUTPUT} ONLY_IF_DIFFERENT)
