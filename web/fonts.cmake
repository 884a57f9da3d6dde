# Reduces the distribution's fonts to the characters the page ships (the browser's own fonts draw the rest) and turns them into
# C arrays. Called as a script: cmake -DPYTHON=… -DSANS=… -DSTRONG=… -DMONO=… -DOUTPUT=fonts.c -P fonts.cmake

# Latin, Greek, Cyrillic, punctuation, arrows, mathematical signs, box drawing, blocks and geometric shapes.
set(UNICODES "U+0020-007E,U+00A0-017F,U+0370-03FF,U+0400-045F,U+2010-2027,U+2030-203A,U+20AC,U+2116,U+2122,U+2190-2199,U+2212,U+2260,U+2264-2265,U+2500-257F,U+2580-259F,U+25A0-25CF,U+2713,U+FFFD")
set(TEXT "/* Made by web/fonts.cmake. */\n")
foreach(FACE sans strong mono)
    string(TOUPPER ${FACE} NAME)
    set(FILE ${OUTPUT}.${FACE}.font)
    execute_process(COMMAND ${PYTHON} -m fontTools.subset ${${NAME}} --unicodes=${UNICODES} --output-file=${FILE}
                            --layout-features= --no-hinting --desubroutinize --drop-tables+=GSUB,GPOS,GDEF --name-IDs=1,2,13,14
                    COMMAND_ERROR_IS_FATAL ANY)
    file(READ ${FILE} HEX HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," BYTES ${HEX})
    string(APPEND TEXT "const unsigned char strata_font_${FACE}[] = {${BYTES}};\n"
                       "const unsigned strata_font_${FACE}_size = sizeof strata_font_${FACE};\n")
endforeach()
file(WRITE ${OUTPUT} "${TEXT}")
