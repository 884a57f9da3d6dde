#include "web/bridge/renderer.hpp"

#include <GLES3/gl3.h>
#include <cstddef>
#include <imgui.h>
#include <utility>

namespace strata::bridge {

namespace {

/// The places of the vertex attributes, fixed so that nobody has to ask for them.
enum Attribute : GLuint { position = 0, texel = 1, colour = 2, projection = 3, white = 4 };

// `projection` and `white` are attributes without an array, the same for each vertex: a uniform's place would have to
// be asked for.
constexpr const char* vertex_program = R"(#version 300 es
layout(location = 0) in vec2 position;
layout(location = 1) in vec2 texel;
layout(location = 2) in vec4 colour;
layout(location = 3) in vec4 projection; // scale, then shift
layout(location = 4) in vec2 white;      // the texel of plain areas
out vec2 place;
out vec4 tint;
flat out int plain;
void main() {
    plain = texel == white ? 1 : 0;
    place = texel;
    tint = colour;
    gl_Position = vec4(position * projection.xy + projection.zw, 0, 1);
}
)";

constexpr const char* fragment_program = R"(#version 300 es
precision mediump float;
uniform sampler2D picture; // unit 0, as all are at first
in vec2 place;
in vec4 tint;
flat in int plain; // most of the page: without a graphics card, looking up its colour is half the work
out vec4 pixel;
void main() { pixel = plain == 1 ? tint : tint * textureLod(picture, place, 0.0); }
)";

struct Objects {
    GLuint program = 0, vertices = 0, indices = 0;
};
Objects objects;

GLuint compile(GLenum kind, const char* text) {
    const GLuint shader = glCreateShader(kind);
    glShaderSource(shader, 1, &text, nullptr);
    glCompileShader(shader);
    return shader;
}

void make_objects() {
    objects.program = glCreateProgram();
    for (const auto& [kind, text] :
         {std::pair(GL_VERTEX_SHADER, vertex_program), std::pair(GL_FRAGMENT_SHADER, fragment_program)}) {
        const GLuint shader = compile(static_cast<GLenum>(kind), text);
        glAttachShader(objects.program, shader);
        glDeleteShader(shader); // stays as long as the program
    }
    glLinkProgram(objects.program);
    glGenBuffers(1, &objects.vertices);
    glGenBuffers(1, &objects.indices);
}

GLuint name_of(ImTextureID id) { return static_cast<GLuint>(id); }

void create_texture(ImTextureData& texture) {
    GLuint name = 0;
    glGenTextures(1, &name);
    glBindTexture(GL_TEXTURE_2D, name);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, texture.Width, texture.Height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 texture.GetPixels());
    texture.SetTexID(name);
    texture.SetStatus(ImTextureStatus_OK);
}

void update_texture(ImTextureData& texture) {
    glBindTexture(GL_TEXTURE_2D, name_of(texture.TexID));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, texture.Width);
    for (const ImTextureRect& changed : texture.Updates)
        glTexSubImage2D(GL_TEXTURE_2D, 0, changed.x, changed.y, changed.w, changed.h, GL_RGBA, GL_UNSIGNED_BYTE,
                        texture.GetPixelsAt(changed.x, changed.y));
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    texture.SetStatus(ImTextureStatus_OK);
}

void destroy_texture(ImTextureData& texture) {
    const GLuint name = name_of(texture.TexID);
    glDeleteTextures(1, &name);
    texture.SetTexID(ImTextureID_Invalid);
    texture.SetStatus(ImTextureStatus_Destroyed);
}

void bring_up_to_date(ImTextureData& texture) {
    switch (texture.Status) {
    case ImTextureStatus_WantCreate: return create_texture(texture);
    case ImTextureStatus_WantUpdates: return update_texture(texture);
    case ImTextureStatus_WantDestroy:
        if (texture.UnusedFrames > 0) destroy_texture(texture);
        return;
    default: return;
    }
}

void prepare(const ImDrawData& data, int width, int height) {
    glViewport(0, 0, width, height);
    glDisable(GL_SCISSOR_TEST);
    const ImVec4 ground = ImGui::GetStyleColorVec4(ImGuiCol_WindowBg);
    glClearColor(ground.x, ground.y, ground.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glEnable(GL_SCISSOR_TEST);
    glUseProgram(objects.program);
    glActiveTexture(GL_TEXTURE0);
    // Pixels from the top left become -1 to 1 from the bottom left.
    const float across = 2 / data.DisplaySize.x, up = -2 / data.DisplaySize.y;
    glVertexAttrib4f(projection, across, up, -1 - data.DisplayPos.x * across, 1 - data.DisplayPos.y * up);
    const ImVec2 plain = ImGui::GetFontTexUvWhitePixel();
    glVertexAttrib2f(white, plain.x, plain.y);
    glBindBuffer(GL_ARRAY_BUFFER, objects.vertices);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, objects.indices);
    for (const GLuint attribute : {position, texel, colour}) glEnableVertexAttribArray(attribute);
}

/// Where the next indices count from: the vertices of a long list come in pieces that 16 bits can number.
void start_vertices_at(unsigned first) {
    const auto at = [&](std::size_t member) {
        return reinterpret_cast<const void*>(first * sizeof(ImDrawVert) + member);
    };
    glVertexAttribPointer(position, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), at(offsetof(ImDrawVert, pos)));
    glVertexAttribPointer(texel, 2, GL_FLOAT, GL_FALSE, sizeof(ImDrawVert), at(offsetof(ImDrawVert, uv)));
    glVertexAttribPointer(colour, 4, GL_UNSIGNED_BYTE, GL_TRUE, sizeof(ImDrawVert), at(offsetof(ImDrawVert, col)));
}

void draw_list(const ImDrawData& data, const ImDrawList& list, int height) {
    glBufferData(GL_ARRAY_BUFFER, list.VtxBuffer.size_in_bytes(), list.VtxBuffer.Data, GL_STREAM_DRAW);
    glBufferData(GL_ELEMENT_ARRAY_BUFFER, list.IdxBuffer.size_in_bytes(), list.IdxBuffer.Data, GL_STREAM_DRAW);
    constexpr GLenum index_type = sizeof(ImDrawIdx) == 2 ? GL_UNSIGNED_SHORT : GL_UNSIGNED_INT;
    const ImVec2 scale = data.FramebufferScale, origin = data.DisplayPos;
    unsigned first = 0;
    start_vertices_at(first);
    for (const ImDrawCmd& command : list.CmdBuffer) {
        if (command.UserCallback != nullptr) continue; // the page has none
        const ImVec4& clip = command.ClipRect;
        const auto left = static_cast<int>((clip.x - origin.x) * scale.x);
        const auto top = static_cast<int>((clip.y - origin.y) * scale.y);
        const auto right = static_cast<int>((clip.z - origin.x) * scale.x);
        const auto bottom = static_cast<int>((clip.w - origin.y) * scale.y);
        if (right <= left || bottom <= top) continue;
        if (command.VtxOffset != first) start_vertices_at(first = command.VtxOffset);
        glScissor(left, height - bottom, right - left, bottom - top);
        glBindTexture(GL_TEXTURE_2D, name_of(command.GetTexID()));
        glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), index_type,
                       reinterpret_cast<const void*>(command.IdxOffset * sizeof(ImDrawIdx)));
    }
}

} // namespace

void start_renderer() {
    ImGuiIO& io = ImGui::GetIO();
    io.BackendRendererName = "WebGL 2";
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset | ImGuiBackendFlags_RendererHasTextures;
    make_objects();
}

void render(const ImDrawData& data) {
    const auto width = static_cast<int>(data.DisplaySize.x * data.FramebufferScale.x);
    const auto height = static_cast<int>(data.DisplaySize.y * data.FramebufferScale.y);
    if (width <= 0 || height <= 0) return;
    if (data.Textures != nullptr)
        for (ImTextureData* texture : *data.Textures) bring_up_to_date(*texture);
    prepare(data, width, height);
    for (const ImDrawList* list : data.CmdLists) draw_list(data, *list, height);
}

void restart_renderer() {
    make_objects();
    for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
        if (texture->TexID == ImTextureID_Invalid) continue;
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(texture->Status == ImTextureStatus_WantDestroy ? ImTextureStatus_Destroyed
                                                                          : ImTextureStatus_WantCreate);
    }
}

} // namespace strata::bridge
